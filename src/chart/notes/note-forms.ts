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
  /\p{Lu}\p{L}+,?\s+(?:M\.?D|D\.?O|R\.?N|N\.?P|P\.?A(?:-?C)?|Ph\.?D|PharmD|DNP|APRN|LPN|MSW|LCSW|CRNA)\.?(?!\p{L})/u,
  new RegExp(
    `(?<!\\p{L})(?:${relations})s?(?:'s|’s)?,?\\s+(?:\\([^)]{0,20}\\)\\s+)?(?:is\\s+|named\\s+|called\\s+)?\\p{Lu}\\p{Ll}+`,
    'u'
  ),
  /(?<!\p{L})(?:named|nicknamed|surname|maiden name|alias|a\.?k\.?a\.?|goes by|name is|name:)(?!\p{L})/iu,
  /(?<!\p{L})(?:signed|dictated|transcribed|authenticated|attested|cosigned)\s+(?:electronically\s+)?by(?!\p{L})/iu
]

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
  /(?<!\p{L})(?:ninety|nonagenarian|centenarian|hundred years)/iu
]

/** Whether a sentence of a note shows, by its form alone, who somebody is or where. */
export function tellsOfSomebody(sentence: string): boolean {
  return namesSomebody(sentence) || others.some((pattern) => pattern.test(sentence))
}

/** Whether somebody is named in it: after a title, as a relative, before a degree. */
export function namesSomebody(text: string): boolean {
  return people.some((pattern) => pattern.test(text))
}
