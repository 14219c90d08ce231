/*
 * The words by which a sentence may connect a name, a value and a date. A word that is in none of
 * these lists is not read, and a sentence that cannot be read is not believed: the words that turn
 * a statement into another are too many to be listed.
 */

const listOf = (...lines: readonly string[]): ReadonlySet<string> =>
  new Set(lines.join(' ').split(' '))

const connecting = listOf(
  'a an the this that these those it its itself there here of for with in on at as by from to into onto within per via and',
  'is are was were be been being am has have having do does did s t re ve who whose which when where while also both then so',
  'patient patients pt subject person individual client mr mrs ms he she they him her them his hers their theirs i we us our you your',
  'namely ie specifically following follows according accordingly overall respectively both all each one same such point'
)

const recording = listOf(
  'chart charts record records recorded recording recordings file files filed document documents documented documentation documenting',
  'ehr emr hospital clinic system database note notes noted noting entry entries entered list lists listed listing log logs logged',
  'show shows showed shown showing indicate indicates indicated indicating reveal reveals revealed revealing demonstrate demonstrates',
  'demonstrated state states stated report reports reported reporting say says said give gives gave given find finds found finding findings',
  'see sees seen saw observe observed observation observations obs register registered registers capture captured captures mention mentions',
  'mentioned describe describes described detail details detailed data datum information info summary overview extract source sources',
  'references referenced cite cites cited citing per see based support supports supported evidence evidenced resource fhir',
  'code coded codes coding loinc snomed ct rxnorm icd identified identify identifies confirmed confirm confirms confirming appear appears',
  'appeared appearing stand stands stood standing available assigned marked flagged tracked entered posted stored contains contain contained',
  'date dates dated day days time times timestamp timestamped datetime effective visit encounter appointment consultation exam examination',
  'examined assessment assessed assess evaluate evaluated evaluation review reviewed reviewing medical clinical health clinician physician',
  'doctor provider nurse staff care team'
)

const measuring = listOf(
  'hovered hovering pegged gauged assayed quantified sampled screen outcome datum indexed weighs weigh weighed tallied tally readout hold holds holding sitting standing',
  'hit hits hitting put puts putting turn turned turns turning landed landing ran run runs running seen',
  'value values valued level levels result results resulted resulting reading readings read reads measure measures measured measuring',
  'measurement measurements lab labs laboratory test tests tested testing vital vitals sign signs score scored scores scoring',
  'taken take took drawn collected obtained performed done conducted checked check checks determined calculated computed figure figures number numbers count counts',
  'concentration parameter analyte panel sample specimen returned return returns returning came come comes equal equals equaled equalled',
  'equaling equalling amount amounts amounted amounting registered stood had yielded yields yield produced giving gave got get sat sits',
  'approximately approx about around roughly circa ca exactly precisely rounded clocked posted landed numeric quantity unit units',
  'put puts hit hits totaled totalled totals turned charted charting weighed ran runs reaching reached reaches arrived arriving',
  'exhibited exhibits displayed displays displaying presented presents present'
)

const changing = listOf(
  'but trajectory path pattern curve evolution evolved tendency development developed sequence series serial pair couple successive net marking amounting',
  'equating meaning contrast contrasted rather instead held kept level levelled leveled respectively reading gap spread swing range ranged',
  'change changes changed changing go goes went gone going come comes came coming move moves moved moving shift shifts shifted shifting',
  'trend trends trended trending creep creeps crept tick ticks ticked vary varied swing swung swings pass passed passing pointed headed',
  'between over through throughout across during until till since after before than compared comparing comparison versus vs against relative',
  'start starts started starting begin begins began beginning end ends ended ending initial initially first firstly last later lastly',
  'earlier early late latest previous previously prior final finally subsequent subsequently now current currently afterwards afterward',
  'thereafter followed reaching reached reach reaches arriving arrived baseline original originally old new newer older newest recent recently',
  'point points period interval course timeframe span window earliest direction two amid difference'
)

const diagnosing = listOf(
  'afflicts bother bothers bothered trouble troubles troubled plague plagues plagued hampered contend contends contending endure endures battle battles battling',
  'manage manages managing manageable hx dx pmh evident positive impair impairs impact impacts impacted ill sick ailing concurrent coexisting',
  'presence comorbid underlying preexisting concomitant under progress undergoing addressed addressing attended cared caring seen open',
  'problem problems condition conditions diagnosis diagnoses diagnosed diagnose disorder disorders disease diseases illness issue issues ailment',
  'complaint complaints concern concerns comorbidity comorbidities morbidity situation status suffer suffers suffering live lives living',
  'carry carries carrying carried bear bears bearing affected affects affect afflicted presented known know established treated treatment',
  'managed management monitored followed attention include includes included including among amongst onset since start starts',
  'started begin began beginning begun developed developing experiences experience experiencing history background profile medical clinical',
  'verification verified category item items confirmed documented main key open standing tagged classed classified deemed',
  'positive under progress regarded remains persists dealing deals faces facing struggles struggling copes coping exhibits exhibiting displays'
)

const prescribing = listOf(
  'compound formulation intake usage utilization utilize utilizes utilizing consume consumes consumed consuming ingest ingests ingesting benefit benefits undergo',
  'undergoes undergoing under course stay stays staying keep keeps kept schedule scheme handling combination remedy pharmaceutical pharmaceuticals',
  'medication medications medicine medicines medicament drug drugs meds med rx prescription prescriptions prescribed prescribe prescribes prescribing',
  'order orders ordered ordering request requests requested requesting therapy therapies treatment treatments treated treat treating regimen agent',
  'pharmacotherapy product dose dosed dosage administer administered administering administration dispense dispensed issued supplied supply provided',
  'provide placed put start started starts starting initiate initiated begin begun began commenced commence authored authorized authorised written since',
  'maintained maintain maintains managed included include includes including among amongst items item status known established remains gets getting got',
  'home outpatient inpatient pharmacy under'
)

const reacting = listOf(
  'allergy allergies allergic allergen allergens intolerance intolerances intolerant hypersensitivity hypersensitive sensitivity sensitive reaction reactions',
  'reacts react reacted substance substances known status since documented list adverse'
)

const telling = listOf(
  'acknowledge acknowledged acknowledges add added adds annotate annotated annotation attest attested attests classify classified compile compiled',
  'collated correspond corresponds corresponding deliver delivered delivers denote denoted denotes disclose disclosed discloses encode encoded',
  'establish establishes establishing express expressed expresses extracted feature featured features featuring form forms furnish furnished',
  'generate generated inform informs label labeled labelled labels locate located make makes made making manifest manifests manifested match matched',
  'matches matching meet meets met name named names obtain obtains occur occurred occurs offer offers outline outlined outlines pertain pertaining pertains place',
  'places pose print printed process processed produced publish published quote quoted quotes rank ranked rate rated recall recalled',
  'reflect reflected reflecting reflects relate related relates relay relayed render rendered represent represented representing represents retain retained',
  'retrieve retrieved select selected send sends sent set sets specify specified specifies submit submitted substantiate substantiated summarize',
  'summarized surface surfaced surfaces tell tells told transcribed type typed upload uploaded verify verified verifies view viewed write writes wrote',
  'written happen happens happened keep keeps kept track tracking mark marks marking belong belongs belonging count counts counted counting part',
  'appearing contains containing consist consists comprises comprise comprised feature regarding regards regard respect about',
  'certainly clearly definitely directly duly evidently explicitly formally fully indeed just mainly namely notably officially plainly properly',
  'really reliably simply surely thus too truly undoubtedly verifiably actually additionally again already altogether consequently',
  'furthermore hence hereby herein likewise meanwhile moreover overall therefore thereby yes okay ok please',
  'account analysis area aspect basis book case cases catalog catalogue category categories content contents context course detail determination fact facts',
  'field fields header heading inventory item items journal line lines matter mention metric moment occasion outcome page panel parameter part',
  'portion position printout profile property registry row section sheet snapshot statement story table term terms text topic variable version work',
  'workup writeup bloodwork finding documentation archive repository transcript letter narrative bundle instance specification attribute',
  'actual applicable associated certain corresponding definite existing given key main noteworthy official particular pertinent real related',
  'relevant respective single specific stated true valid accurate correct factual electronic digital longitudinal',
  'hers own whom whereby wherein amid among amongst along alongside'
)

// A result may come back; a change that comes back is another one.
const returning = listOf('back out')

export const vocabularies = {
  value: [connecting, recording, telling, measuring, returning],
  trend: [connecting, recording, telling, measuring, changing],
  condition: [connecting, recording, telling, diagnosing],
  medication: [connecting, recording, telling, prescribing],
  allergy: [connecting, recording, telling, reacting]
} as const

export type Vocabulary = keyof typeof vocabularies

/** Whether a word only connects what a claim of this kind holds. */
export function isConnecting(word: string, kind: Vocabulary): boolean {
  return vocabularies[kind].some((words) => words.has(word))
}

/** Signs that separate and state nothing. A question mark asks. */
export const separating: ReadonlySet<string> = new Set(
  '. , ; : ( ) [ ] - / = " \' * @ | ! ~ & # _ \u2022 \u00b7 \u2026'.split(' ')
)
