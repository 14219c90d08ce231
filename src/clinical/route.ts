import type { Medication } from './clinical-index.ts'

type Route = Medication['route']

// Patches whose effect stays where they stick; every other drug in a patch is meant for the body.
const localUnderPatch = /\b(?:lidocaine|diclofenac|capsaicin|menthol|methyl salicylate|camphor)\b/i
const systemicThroughNose =
  /\b(?:fentanyl|butorphanol|naloxone|nalmefene|sumatriptan|zolmitriptan|dihydroergotamine|diazepam|midazolam|desmopressin|calcitonin|esketamine|nicotine|glucagon|ketorolac)\b/i

// In this order: "Topical" and "Ophthalmic" also stand beside words such as "solution".
// "Liqui-Gels" and soft gels are swallowed; testosterone gel is named by what goes through skin.
const gel = /(?<!liqui-?|liquid |soft ?-?|oral )\bgel\b(?! ?-?caps?)/i
const systemicGel = /\b(?:testosterone|estradiol)\b/i
const localForm =
  /\b(?:topical(?:ly)?|cutaneous|ophthalmic|otic|eye drops?|ear drops?|conjunctival|auricular|intravitreal|vaginal (?:cream|gel|insert|suppository|tablet)|rectal (?:cream|foam|ointment)|enema|shampoo|lotion|cream|ointment|foam|emulgel|medicated (?:pad|liquid soap)|mouthwash|toothpaste|intrauterine|restasis|cequa|timoptic|cosopt|combigan|pennsaid|ciprodex|acular|nevanac|prolensa|inhal\w*|nebuli[sz]\w*|respiratory tract|intra-?articular|intradermal)\b/i
const throughSkin = /\b(?:transdermal|patch)\b/i
const throughNose = /\bnasal(?:ly)?\b/i
const systemicForm =
  /\b(?:oral(?:ly)?|by mouth|per os|po|tablet|capsule|chewable|intravenous|iv|intramuscular|im|subcutaneous|sc|sq|inject\w*|infusion|syringe|sublingual|buccal|mucosal|rectal|vaginal (?:ring|system)|pen injector|auto-injector|day pack|pill|parenteral)\b/i

/**
 * Whether a drug acts on the whole body. The Dosage's route decides, then the dose form in the
 * product's name. Inhaled, nasal and intrauterine products count as local ('topical'): an inhaled
 * steroid is no systemic steroid; patches and nasal sprays of systemic drugs are systemic.
 */
export function routeOf(routeTexts: readonly string[], productTexts: readonly string[]): Route {
  const product = productTexts.join(' ')
  for (const text of [...routeTexts, product]) {
    const route = readRoute(text, product)
    if (route !== 'unknown') return route
  }
  return 'unknown'
}

function readRoute(text: string, product: string): Route {
  if (throughSkin.test(text)) return localUnderPatch.test(product) ? 'topical' : 'systemic'
  if (throughNose.test(text)) return systemicThroughNose.test(product) ? 'systemic' : 'topical'
  if (localForm.test(text)) return 'topical'
  if (gel.test(text)) return systemicGel.test(product) ? 'systemic' : 'topical'
  return systemicForm.test(text) ? 'systemic' : 'unknown'
}
