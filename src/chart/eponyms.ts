import { foldText } from './fold.ts'

/*
 * Names that became words of medicine. "Parkinson's disease" says nothing about a patient called
 * Parkinson; "Parkinson haemoglobin assay" does. So an eponym is left aside only in its phrase.
 */
const eponyms = `
addison alport alzheimer angelman apgar asperger babinski baker barr barre barrett bartholin bartter
basedow becker behcet bell bence bennett berger bishop boerhaave bouchard bowen bowman braden breslow broca
brown brudzinski brugada budd buerger burkitt carpenter caroli chagas charcot chiari child chvostek clark
colles conn coombs cooley cowden creutzfeldt crigler crohn cushing danlos descemet duchenne dubin
duffy dupuytren eaton edwards ehlers eisenmenger ellison epstein eustachian ewing fabry fallopian
fallot fanconi felty foley fontan fowler friedreich gardner gaucher gilbert glasgow gleason goodpasture gorlin
graves guillain hansen hashimoto heberden heimlich henoch hirschsprung hodgkin holter horner hunter
huntington hurler jakob jeghers johnson jones kallmann kaposi kaplan kartagener kawasaki kell kernig kidd
killian klinefelter koch kohler korsakoff lambert langerhans legg leopold lesch lewis lewy littre ludwig lynch
lyell mallory mantoux marburg marfan marshall mcardle meckel meigs menetrey meniere merkel meier
mirizzi mohs monro moro morse morton murphy najjar niemann nissen noonan norton osgood osler paget parkinson patau
perthes peutz peyronie pick plummer pompe potter pott prader purkinje ramsay ramsey hunt rapp raynaud reed
reiter reye rett reynolds richter romberg ross rotor roux russell sachs salter scheuermann schlatter schwann schwartz
sever sezary sheehan shy silver simmonds sjogren smith spitz steinert stevens stewart still sturge swan ganz
sweet sydenham takayasu tanner tay thompson tietze tourette trendelenburg treacher collins turner vincent
vinson waldenstrom warthin weber wegener weil weiss wells werner wernicke whipple white wilms wiskott aldrich wilson
winkler wolff wood zenker zollinger dandy walker down allen schiller todd hamilton norwood cowper fuchs`

const nouns = `
disease diseases syndrome syndromes sign palsy lymphoma sarcoma carcinoma oesophagus esophagus
thyroiditis catheter monitor monitoring score scale index cyst cysts fracture fractures contracture
phenomenon test tumor tumour tumors stage grade body bodies anemia anaemia chorea paralysis ataxia
nodes node nodule nodules purpura antigen antibody criteria maneuver manoeuvre procedure operation
reaction ulcer tear diverticulum hernia disorder deformity dystrophy neuropathy encephalopathy
psychosis aphasia triad gland glands duct tube tubes canal dementia gangrene angina nephritis
nephropathy glomerulonephritis arteritis vasculitis myopathy fundoplication pressure thrombosis
virus fall macroglobulinemia macroglobulinaemia granulomatosis cells cell lines tetralogy malformation
neuroma glomus bypass abscess space lamp spots pouch stimulation mesothelioma
pattern`

const eponymWords = new Set(eponyms.trim().split(/\s+/))
const nounWords = new Set(nouns.trim().split(/\s+/))

/** Whether two folded words are a name and the noun of medicine that it stands with. */
export function isEponymPhrase(name: string, noun: string): boolean {
  return eponymWords.has(name) && nounWords.has(noun)
}

const list = (words: string) => words.trim().split(/\s+/).join('|')

const name = `(?<!\\p{L})(?:${list(eponyms)})`
const ending = "(?:['’]s|s['’]|['’])?"
// Names in a row are an eponym by themselves ("Wolff-Parkinson-White"); one alone needs its noun.
const chain = `${name}(?:-(?:${list(eponyms)}))+(?!\\p{L})`
const phrase = `${name}(?:-\\p{L}{2,20}){0,2}${ending}[-\\s]+(?=(?:${list(nouns)})(?!\\p{L}))`
const pattern = new RegExp(`${chain}|${phrase}`, 'gu')

/** The folded text without the eponyms that stand in a phrase of medicine. */
export function withoutEponyms(text: string): string {
  return foldText(text).replace(pattern, '')
}
