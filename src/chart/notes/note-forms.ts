/*
 * What looks like an identifier in running text, beside the forms that are looked for in every
 * display (text-patterns.ts): notes speak of people that no element of the record names. Each
 * pattern is linear: no nested repetition.
 */

const relations =
  'mother|father|mom|dad|parent|daughter|son|wife|husband|spouse|partner|sister|brother|sibling|' +
  'aunt|uncle|niece|nephew|cousin|grand(?:mother|father|son|daughter|child)|friend|neighbou?r|' +
  'boyfriend|girlfriend|fianc[eé]e?|caregiver|carer|guardian|roommate|boss|employer'

const people: readonly RegExp[] = [
  // A person after a title or before a degree; a relative with a name.
  /(?<!\p{L})(?:Dr|Mr|Mrs|Ms|Miss|Mx|Prof|Doctor|Nurse|Sister|Herr|Frau|DR|MR|MRS|MS)\.?\s+\p{Lu}\p{L}+/u,
  // However it is written; "MR" and "DR" in capitals are also valves, scans and tablets.
  /(?<!\p{L})(?:[Dd]r|[Mm]rs|MRS|[Mm]r|[Pp]rof|PROF|[Nn]urse|NURSE|Ms)\.?\s+\p{L}{2,}/u,
  /(?<!\p{L})(?:DR|MR|MS|ms|MX|mx)\.\s*\p{L}{2,}/u,
  /(?<![\p{L}\d])(?<!\d )ms\s+\p{L}{2,}/u,
  /(?<!\p{L})(?:DR|MR)\s+(?!(?:and|or|is|was|on|in|by|with|without|noted|seen|due|from|to|oral|tab|cap|imag|angio|entero|scan|brain|jet|grade|severity|regurg|has|again|vs)(?!\p{L})|(?:tab|cap|imag|angio|entero|scan|regurg)\p{L}*)\p{L}{2,}/u,
  /\p{Lu}\p{L}+,?\s+(?:M\.?D|D\.?O|R\.?N|N\.?P|P\.?A(?:-?C)?|Ph\.?D|PharmD|DNP|APRN|LPN|MSW|LCSW|CRNA)\.?(?!\p{L})/u,
  new RegExp(
    `(?<!\\p{L})(?:${relations})s?(?:'s|’s)?,?\\s+(?:\\([^)]{0,20}\\)\\s+)?(?:is\\s+|named\\s+|called\\s+)?\\p{Lu}\\p{Ll}+`,
    'u'
  ),
  /(?<!\p{L})(?:named|nicknamed|surname|maiden name|alias|a\.?k\.?a\.?|goes by|name is|name:)(?!\p{L})/iu,
  /(?<!\p{L})(?:signed|dictated|transcribed|authenticated|attested|cosigned)\s+(?:electronically\s+)?by(?!\p{L})/iu
]

const persons =
  's?he|they|who|i|patient|pt|man|woman|lady|gentleman|male|female|mother|father|wife|husband'
const measures =
  'hr|heart rate|rate|pulse|bp|sbp|dbp|map|pressure|sats?|saturation|spo2|o2|glucose|sugars?|bg|fsbg|' +
  'sodium|na|potassium|calcium|magnesium|albumin|phosphatase|alp|lipase|iron|psa|ck|output|volume|dose|' +
  'chloride|cl|weight|wt|temp|temperature|egfr|gfr|platelets?|plt|mcv|qrs|pr|ferritin|ldl|' +
  'hdl|cholesterol|triglycerides|creatinine|bun|level|troponin|bnp|hemoglobin|inr|alt|ast|score|systolics?|diastolics?'
const verb =
  '(?:is|was|turned|turns|turning|reached|at|now|aged|being)\\s+' +
  '(?:(?:an?|now|about|almost|nearly|currently|approximately|around|over)\\s+){0,2}'
const age =
  '(?:9\\d|1[01]\\d)(?![\\p{L}\\d]|\\s*(?:%|mg|mm|mcg|ml|meq|bpm|beats|units|degrees|percent|°|\\/|\\.\\d|kg|lb|over|-\\s?\\d))'

const others: readonly RegExp[] = [
  // When and where somebody was born, lives or works.
  /(?<!\p{L})(?:DOB|D\.O\.B\.?|date of birth|born|birthday|birth date|birthplace)(?!\p{L})/iu,
  /(?<!\p{L})(?:lives|living|resides|residing|resident of|works|working|employed|retired from|moved from|native of|from the (?:city|town|village) of)\s+(?:in|at|on|for|as|from|near|of)?(?!\p{L})/iu,
  /(?<!\p{L})(?:address|street|avenue|boulevard|apartment|apt|zip|postal code|po box|p\.o\. box)(?!\p{L})/iu,
  /(?<!\d)\d{1,5}\s+(?:[NSEW]\.?\s+)?\p{Lu}\p{L}+\s+(?:St|Ave|Rd|Blvd|Dr|Ln|Ct|Way|Pl|Ter|Hwy|Cir)\.?(?!\p{L})/u,
  /(?<!\p{L})[A-Z]{2}\s+\d{5}(?:-\d{4})?(?!\d)/u,
  // Numbers that name one thing or one person.
  /(?<!\p{L})(?:phone|telephone|tel|cell|mobile|fax|pager|beeper|ext|e-?mail|call(?:ed)? at|contact)(?!\p{L})[\s.:#]{0,3}(?:\(|\+|\d)/iu,
  /(?<!\p{L})(?:MRN|SSN|FIN|CSN|HAR|NPI|DEA|policy|member|subscriber|group|account|acct|licen[cs]e|accession|case|record|encounter|visit|chart|serial|lot|device|plate|vin|room|bed)\s*(?:no\.?|number|num|id|#)?[\s.:#]{0,3}[A-Z-]{0,4}\d{2}/iu,
  /(?:\d[ .()-]{0,2}){7}/u,
  /\p{L}{1,4}-?\d{5,}/u,
  /\d{6}/u,
  /(?<!\d)\d{3}[ .-]\d{4}(?!\d)/u,
  /[@#]\w{3}|\w@|:\/\//u,
  // An age over 89, as notes write it (45 CFR 164.514(b)(2)(i)(C)).
  /(?<![\d./])(?:9\d|1[01]\d)[ -]?(?:year|yr|y\.?\/?o|y\.o|y(?!\p{L})|(?:F|M|female|male|woman|man)(?!\p{L}))/iu,
  /(?<!\p{L})(?:age|aged|ages)\s*[:=]?\s*(?:9\d|1[01]\d)(?!\d)/iu,
  /(?<!\p{L})(?:ninety|nineties|nonagenarian|centenarian|hundred years|(?:nine|ten|eleven) decades|(?:tenth|eleventh) decade)/iu,
  // "She is 92 with CHF", "turned 94"; no value of a test that is named just before.
  new RegExp(`(?<!\\p{L})(?:${persons}) ${verb}${age}`, 'iu'),
  new RegExp(`(?<!(?<!\\p{L})(?:${measures})(?: \\p{L}+){0,2} )(?<!\\p{L})${verb}${age}`, 'iu'),
  /(?<!\p{L})(?:his|her|their)(?: (?:early|mid|late))?[ -](?:9|10|11)0['’]?s(?!\p{L})/iu,
  new RegExp(
    `(?<!(?<!\\p{L})(?:${measures})(?: \\p{L}+){0,4}[ -])(?<![\\d.])(?:9|10|11)0['’]?s(?!\\p{L})`,
    'iu'
  )
]

/** Whether a sentence of a note shows, by its form alone, who somebody is or where. */
export function tellsOfSomebody(sentence: string): boolean {
  return namesSomebody(sentence) || others.some((pattern) => pattern.test(sentence))
}

/** Whether somebody is named in it: after a title, as a relative, before a degree. */
export function namesSomebody(text: string): boolean {
  return people.some((pattern) => pattern.test(text))
}
