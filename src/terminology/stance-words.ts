/*
 * The phrases by which labels deny, doubt or end what they name. English, as problem lists write
 * them; ours, after what published records and public reports hold. All lower case: `before` is the
 * clause in front of a name, `after` the clause behind it.
 */

export interface Span {
  readonly start: number
  readonly end: number
}

/** Where a clause ends in front of a name. */
export const clauseEnds = /[;|\n]|\. |\bbut\b|\bhowever\b|\balthough\b|\bthough\b/i

/** What a denial does not reach across: "No fever, has asthma", "No work due to heart failure". */
export const freshStarts =
  /\b(?:with|has|have|having|known case|presents?|due to|because of|caused by|secondary to|resulting from|for|since|after|despite|except|other than|apart from|besides|positive|stable|on treatment)\b/

/** "No asthma, COPD or diabetes": reaches over a list that is one. */
export const listDenials =
  /(?:\bno(?!\.)(?:\s+(?:known|current|prior|previous|past|personal|documented|clinical|apparent|clear|active))*(?:\s+(?:history|h\/o|hx|evidence|signs?|symptoms?|diagnosis|indications?|suspicion|features?|findings?)\s+(?:of|for|suggesting))?|\bwithout(?:\s+(?:any|evidence of|history of))?|\bw\/o|\black of|\babsence of|\bfree (?:of|from)|(?:^|\s)ø)(?=\s|$)/g

/** "Denies chest pain, asthma": reaches over commas. */
export const wideDenials =
  /\b(?:den(?:ies|ied|ying)|neg(?:ative)?\s+(?:for|hx|history of|h\/o)|ruled out(?:\s+for)?|excluded|exclusion of|decline[sd]?|declining|refuse[sd]?|refusal of|opted out of)(?=\s|$)/g

const fillers =
  '(?:have|having|has|had|been|be|being|a|an|the|any|known|to|currently|presently|now|yet|clinically|diagnosed|with|suffer(?:ing|s)?|from|affected|by|due|caused|related|because|of|secondary|consistent|compatible|suggestive|indicative|evidence|thought|considered|felt|active|actively|in|on|under|at|this|time|enrolled|receiving|eligible|candidate|for|want(?:ing)?|wish(?:ing)?|interested|accept(?:ing|ed)?|agreed?|desire|significant|history|h\\/o|hx|allergic|meeting|criteria|longer|suspected|it|likely|probable|show(?:ing)?|reveal(?:ing)?|demonstrate|really|actually|patient|is|was)'

/** "Not known to have asthma", "never had asthma", "non-asthmatic", "(-) asthma". */
export const adjacentDenials = new RegExp(
  `(?:\\b(?:not|never|isn't|doesn't|does not|did not|hasn't|cannot have|no longer|no one (?:in (?:the )?family )?)(?:\\s+${fillers})*[\\s:]*$)|\\bnon[- ]?$|(?:^|\\s)(?:\\(-\\)|-ve|neg(?:ative)?\\.?:?)\\s*$|^\\s*no\\s*[:-]\\s*$|\\bunlikely(?:\\s+(?:to have|to be))?\\s*$|\\bunaffected by\\s*$`
)

/** "Not ruled out", "cannot be excluded": no denial, but a doubt. */
export const undenied =
  /\b(?:not|never|cannot be|can't be|could not be|not yet|not fully|not completely)\s+(?:been\s+)?(?:ruled out|excluded|disproved|disproven)|\b(?:cannot|can't|could not|unable to)\s+(?:rule out|exclude)/

const nouns =
  '(?:acute\\s+|further\\s+|recent\\s+|active\\s+|significant\\s+|serious\\s+|new\\s+)?(?:exacerbations?|complications?|progression|worsening|recurrences?|flare(?:s|-?ups?)?|improvement|changes?|attacks?|crisis|treatment|therapy|medications?|medicines?|drugs?|inhalers?|control|follow[- ]?up|admissions?|hospitali[sz]ations?|episodes?|relapses?|decompensation|metastas[ie]s|cure)'

/** The denial is of something that goes with it: the thing itself is there. */
export const goesWithIt = {
  before: new RegExp(
    `\\b(?:no|not|without|denies|denied|declines|declined|refused|refuses|negative for|absence of)\\b[^,]*\\b${nouns}\\s+(?:of|from|for|in|due to|related to)\\s+(?:(?:his|her|their|the|known|chronic|underlying)\\s+)*$`
  ),
  after: new RegExp(`^[\\s-]+${nouns}\\b`)
}

const relatives =
  '(?:mother|father|mom|dad|parents?|brothers?|sisters?|siblings?|sons?|daughters?|grand(?:mother|father|parents?|son|daughter)|aunts?|uncles?|cousins?|nephews?|nieces?|husband|wife|spouse|partner|relatives?|maternal|paternal|family members?|household (?:member|contact)s?|donor|first[- ]degree relatives?)'

export const othersBefore = new RegExp(
  `\\bno one in (?:the )?family\\b|\\bfam(?:ily|\\.)?\\s+(?:medical\\s+)?(?:history|hx|h\\/o|member)\\b|\\bf\\/?hx?\\b|\\bfh:|\\b${relatives}(?:'s|s')?\\b(?!\\s+of\\b)`
)

/** "Mother reports asthma", "per husband": who tells, not who has it. */
export const reported = new RegExp(
  `\\b(?:per|according to|reported by|informed by|told by|lives with)\\s+(?:his\\s+|her\\s+|the\\s+|patient's\\s+)?${relatives}|\\b${relatives}\\s+(?:reports?|reported|states?|stated|says|notes?|noted|confirms?|thinks)\\b`
)

export const othersAfter = new RegExp(
  `^(?:(?:\\s*[,:(–—-]\\s*(?:in\\s+)?|\\s+in\\s+)(?:(?:his|her|the|patient's|a)\\s+)?${relatives}|[\\s,:(–—-]*(?:fam(?:ily)?\\s+(?:history|hx|h\\/o|members?)|fhx?))\\b(?!\\s+(?:of|for|positive)\\b)`
)

/** Looked for, feared or prevented: nothing is said of having it. */
export const notStatedBefore =
  /\b(?:screen(?:ing|ed|s)?(?:\s+(?:test|exam(?:ination)?|encounter|visit))?\s+(?:for|of)|risk(?:\s+factors?)?\s+(?:of|for)|(?:pre)?dispos(?:ed|ition)\s+(?:to|for)|susceptib\w+\s+to|(?:prevention|prophylaxis|prophylactic\w*)\s+(?:of|for|against)|(?:vaccin\w+|immuni[sz]\w+|inoculation)\s+(?:against|for)|fear\s+of|afraid\s+of|worried\s+about|worry\s+about|anxiety\s+about|concern(?:ed|s)?\s+about|exposure\s+to|exposed\s+to|contact\s+with|tested\s+for|tests?\s+for|testing\s+for|surveillance\s+for|monitoring\s+for|watch\s+for|counsel\w*\s+(?:about|on|regarding)\s+risk\s+of)\b[\w\s,/-]*$/

export const notStatedAfter =
  /^[\s,:(–—-]*(?:screen(?:ing|ed|s)?|risk(?:\s+(?:assessment|factors?|score))?|prevention|prophylaxis|vaccin\w+|immuni[sz]ation|exposure|test(?:ing)?(?=\s*(?:$|[),.:;]|neg|ordered|pending|done|only)))\b/

const heads =
  '(?:disease|disorder|syndrome|diagnosis|care|referrals?|enrol\\w+|services?|program(?:me)?|admission|consult\\w*|placement|offer(?:ed)?|mellitus|type\\s+[12]|status|bronchiale|infection|evaluation|discussed|and|was|were|is|are|has|have|been|now|currently|clinically|considered|thought|to\\s+be|by\\s+(?:patient|family)|patient|family|at\\s+this\\s+time|all|she|he|they)'

/** Behind a name: "asthma: ruled out", "hospice referral declined", "pregnant? no". */
export const deniedAfter = new RegExp(
  `^[\\s,:(?–—-]*(?:${heads}[\\s,:(–—-]*)*(?:ruled\\s+out|r\\/o'?d|excluded|denied|denies|declin(?:ed|es|ing)|refus(?:ed|es)|disprove[dn]|refuted|unlikely|absent|never|not\\s+(?:present|found|seen|detected|suspected|likely|diagnosed|identified|evident|noted|applicable|indicated|supported|pregnant|currently|known|had|interested|wanted|desired|accepted)|neg(?:ative)?(?=\\s*(?:$|[),.:;]))|no(?:ne|t)?(?=\\s*(?:$|[),.;])))`
)

export const possibleBefore =
  /(?:\b(?:suspect(?:ed|s)?|suspicio(?:n|us)\s+(?:of|for)|possib(?:le|ly)|probabl[ey]|likely|presum(?:ed|ptive|ably)|questionable|query|quest\.|r\/o|rule[- ]?out|ruling out|concern(?:s|ing)?\s+for|consider(?:ing)?|working diagnosis|provisional|differential(?:\s+diagnosis)?|(?:evaluat\w+|work-?up|assessment|assessed|investigat\w+|referred|consult(?:ation)?)\s+(?:of|for)|may have|might have|could be|appears to have)\b[\w\s,/-]*|\?\s*)$/

export const possibleAfter =
  /^[\s,:(–—-]*(?:disease|disorder|mellitus|syndrome)?[\s,:(–—-]*(?:\?|(?:is\s+|was\s+)?(?:suspected|possible|probable|presumed|questionable|query|unconfirmed|not\s+(?:yet\s+)?confirmed|to\s+be\s+(?:ruled\s+out|confirmed|excluded)|to\s+rule\s+out|rule\s+out|r\/o|under\s+(?:evaluation|investigation)|work-?up|vs\.?|versus)(?:\s|$|[),.:;]))/

/** The thing itself is said to be over. */
export const endedBefore =
  /(?:^|[,(:]\s*)(?<!\b(?:not|never)\s+)(?:resolved|cured|healed|recovered from|outgrew|outgrown|former|inactive|discharged from|graduated from)\s+(?:[\w-]+\s+){0,2}$/

export const endedAfter = new RegExp(
  `^[\\s,:(–—-]*(?:${heads}[\\s,:(–—-]*)*(?:(?:(?:complete|full|partial|sustained|early|in)\\s+)*remission|resolved|cured|healed|outgrown|inactive|in\\s+the\\s+past\\s+only|no\\s+longer)\\b`
)
