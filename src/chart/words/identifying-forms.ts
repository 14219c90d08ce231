import type { WithheldClass } from './withheld.ts'

/*
 * Runs of a text that no vocabulary needs to judge: their form is that of an address, a date or a
 * number of something. Each pattern is linear: no nested repetition.
 */

const month =
  '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|ene|abr|ago|dic|mai|okt|dez)(?:[a-z]{2,7})?\\.?'
const dayNumber = '(?:0?[1-9]|[12]\\d|3[01])'
const monthNumber = '(?:0?[1-9]|1[0-2])'
const year = '(?:19|20)\\d{2}'
const unit =
  '(?: ?(?:mg|mcg|ug|g|kg|ng|ml|l|dl|units?|unt|iu|meq|mmol|mm|cm|kcal|cells?|cfu|pfu|copies|steps|[x×]|%|\\[|\\{|/(?:ul|mm|l|ml|d|day|hr)))(?!\\p{L})'

/** What is called a number of something, and then the number. */
const labelled =
  'mrn|ssn|fin|csn|npi|dea|nhs|acct|account|policy|member|subscriber|group|licen[cs]e|accession|case|record|chart|serial|lot|batch|' +
  'device|udi|vin|plate|registration|passport|certificate|badge|employee|invoice|claim|ticket|room|rm|bed|apt|apartment|suite|unit|flat|box|' +
  'phone|telephone|tel|cell|mobile|fax|pager|beeper|ext|extension|zip|postcode|ip|id|no|nr|number|ref'
const streets =
  'street|avenue|ave|road|rd|boulevard|blvd|drive|lane|ln|court|way|terrace|highway|hwy|circle|square|plaza|parkway|straße|strasse|rue|calle|via'

const forms: readonly (readonly [WithheldClass, RegExp])[] = [
  ['address', /[\p{L}\p{N}._%+-]{1,64}\s?(?:@|\(at\)|\[at\])\s?[\p{L}\p{N}.-]{2,80}/giu],
  ['address', /(?<![\p{L}\p{N}])(?:https?:|www\.|urn:|ftp:)[^\s,]{1,200}/giu],
  [
    'address',
    /(?<![\p{L}\p{N}@.])[\p{L}\p{N}-]{2,40}(?:\.[\p{L}\p{N}-]{1,40}){0,3}\.(?:com|org|net|edu|gov|info|io|co\.uk|de|fr|es|it|ca|us)(?![\p{L}\p{N}])(?:\/[^\s,]{0,200})?/giu
  ],
  ['address', /(?<![\p{L}\p{N}])[@#][\p{L}_]\w{2,30}/gu],
  ['number', /(?<![\p{L}\p{N}])[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5}(?![\p{L}\p{N}])/giu],
  ['number', /(?<![\p{L}\p{N}])[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){3,7}(?![\p{L}\p{N}:])/giu],
  ['number', /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/giu],
  ['number', /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])/gu],
  // Plates, and runs in which letters and digits change more than a code of medicine does.
  ['number', /(?<![\p{L}\p{N}])[A-Z]{2,3}\d{2,4} ?[A-Z]{3}(?![\p{L}\p{N}])/gu],
  [
    'number',
    /(?<![\p{L}\p{N}.])(?=\p{L}{0,4}\d{1,6}\p{L}{1,4}\d)(?=(?:\p{L}{0,6}\d){4})[\p{L}\d]{6,40}/gu
  ],
  [
    'place',
    new RegExp(
      `(?<![\\p{L}\\p{N}.])\\d{1,5}[a-z]?,? (?:[\\p{L}.'’-]{1,20} ){0,3}(?:${streets})(?![\\p{L}])\\.?`,
      'giu'
    )
  ],
  [
    'date',
    new RegExp(
      `(?<!\\d)${year} ?[-/.·] ?${monthNumber} ?[-/.·] ?${dayNumber}(?:T[\\d:.]+)?(?!\\d)`,
      'giu'
    )
  ],
  [
    'date',
    new RegExp(
      `(?<![\\d./-])${dayNumber} ?(?<mark>[-/.·]) ?${dayNumber} ?(?:[-/.·] ?${year}|\\k<mark> ?\\d{2})(?![\\d/]|\\.\\d)`,
      'giu'
    )
  ],
  [
    'date',
    new RegExp(
      `(?<!\\d)${dayNumber}(?:st|nd|rd|th|\\.)?[ -]?(?:de |of )?${month}(?!\\p{L})(?:,?[ -]?(?:de |of )?(?:${year}|['’]?\\d{2}))?(?!\\d)`,
      'giu'
    )
  ],
  [
    'date',
    new RegExp(
      `(?<!\\p{L})${month}[ -]?${dayNumber}(?:st|nd|rd|th)?(?!\\d|\\.\\d|\\p{L})(?:,? (?:${year}|['’]\\d{2}))?`,
      'giu'
    )
  ],
  ['date', new RegExp(`(?<![\\d./-])${monthNumber} ?[-/] ?${year}(?!\\d|${unit})`, 'giu')],
  ['date', new RegExp(`(?<![\\d./-])${year} ?[-/] ?(?:${year}|\\d{2})(?!\\d|${unit})`, 'giu')],
  [
    'date',
    new RegExp(
      `(?<![\\d./,-])(?<!\\d )(?:18|19|20)\\d{2}(?:['’]?s)?(?![\\d/]|[.,]\\d|-\\d|${unit})`,
      'giu'
    )
  ],
  ['date', /(?<![\d.:])(?:[01]?\d|2[0-3])[:h][0-5]\d(?::[0-5]\d)?(?:\s?[ap]\.?m\.?)?(?![\d:])/giu],
  ['date', /(?<![\d.:])(?:1[0-2]|0?[1-9])\s?[ap]\.?m\.?(?![\p{L}\d])/giu],
  [
    'number',
    new RegExp(
      `(?<!\\p{L})(?:${labelled})(?:\\s(?:no|nr|number|num|id|code))?[\\s.:#-]{0,3}(?=[\\p{L}-]{0,6}\\d)(?!\\d{1,3}(?![\\p{L}\\d.-]))[\\p{L}\\d][\\p{L}\\d./-]{1,30}`,
      'giu'
    )
  ],
  [
    'number',
    new RegExp(
      `(?<!\\p{L})(?:mrn|ssn|npi|room|rm|bed|apt|suite|flat|box|ext|extension|pager|badge|lot|plate)[\\s.:#]{1,3}\\p{L}?\\d{1,12}\\p{L}?(?![\\p{L}\\d])`,
      'giu'
    )
  ],
  [
    'number',
    new RegExp(
      `(?<![\\d.,])\\+?(?:\\d[ .()-]{0,2}){7,18}(?<=\\d)(?!\\d|[.,]\\d|${unit}|-\\d)`,
      'giu'
    )
  ],
  [
    'number',
    new RegExp(`(?<![\\d.,])\\d{3}[ .-]\\d{3,4}(?!\\d|[.,]\\d|${unit})(?=$|[^\\p{L}\\d])`, 'giu')
  ],
  [
    'age',
    /(?<![\d./])(?:9\d|1[01]\d)(?=[ -]?(?:years?|yrs?|yr|y\.?\/?o|y\.o|y(?!\p{L})|ans|jahre|(?:F|M|female|male|woman|man|lady|gentleman)(?!\p{L})))/giu
  ],
  [
    'age',
    /(?<=(?<!\p{L})(?:age|aged|ages|turned|turning)\s{0,2}[:=]?\s{0,2})(?:9\d|1[01]\d)(?!\d|\.\d)/giu
  ],
  ['age', /(?<!\p{L})(?:nonagenarian|centenarian|ninety(?:[- ]\p{L}{3,5})?|nineties)(?!\p{L})/giu]
]

/** Replaces each with the mark, and tells its class. */
export function withoutIdentifyingForms(
  text: string,
  mark: string,
  count: (of: WithheldClass) => void
): string {
  if (!/[\d@:]|www|\.\p{L}|ninet|nonag|centen/iu.test(text)) return text
  let rest = text
  for (const [of, form] of forms) {
    rest = rest.replace(form, () => {
      count(of)
      return mark
    })
  }
  return rest
}
