import type { Section, TransparencyFacts } from './transparency-facts.ts'

/*
 * What this version says of itself. Each sentence must be true of the code as it is: whoever
 * changes what is sent, stored, verified or shown changes the sentence with it. Not to be claimed
 * (trust reference, section 7): de-identified in the legal sense, certified, validated, exempt from
 * regulation, proof against injection, stores nothing.
 */

export function transparencySections(facts: TransparencyFacts): readonly Section[] {
  const asksModel = facts.model.kind !== 'none'
  return [
    whatItIs(asksModel),
    whoDecides(),
    ...(asksModel ? [whatTheModelSees(facts), whatTheModelNeverSees(facts), verification()] : []),
    rulesWork(),
    knowledgeTables(facts),
    failures(asksModel),
    limits(facts, asksModel),
    feedback(),
    quiet(facts),
    kept(asksModel),
    forPatients(asksModel),
    contact(facts)
  ]
}

const whatItIs = (asksModel: boolean): Section => ({
  id: 'what-it-is',
  title: 'What Curbside is',
  paragraphs: [
    'Curbside is decision support inside the electronic health record. When a clinician opens a chart or selects an order, the record system asks Curbside, and Curbside may answer with a few short cards. No card is the usual answer.',
    asksModel
      ? 'It reads the patient record through the record system, checks it with fixed rules, and asks a large language model for a second reading. What the model says is checked against the record before anything of it is shown. The first line of each card says whether it comes from a rule or is AI-assisted.'
      : 'It reads the patient record through the record system and checks it with fixed rules. In this installation no AI model is asked.'
  ]
})

const whoDecides = (): Section => ({
  id: 'who-decides',
  title: 'Who uses it and who decides',
  paragraphs: [
    'Curbside is for health care practitioners. A user who signs in as a patient or a relative gets no cards.',
    'The clinician decides. Cards offer options with their reasons and sources; Curbside orders nothing, changes nothing in the record by itself, and is not an alarm. It must not be used for decisions that have to be made within minutes or hours.'
  ]
})

const whatTheModelSees = ({ deidentification, model }: TransparencyFacts): Section => ({
  id: 'what-the-model-sees',
  title: 'What the model sees',
  paragraphs: [
    `Model: ${model.kind}, deployment ${model.deployments.join(', ')}. Profile of what is sent: ${deidentification.profile}; clinical notes: ${deidentification.notes}.`,
    'The model gets a condensed chart, built from named parts of the record only: age, sex, problems, allergies, medications, results, vital signs, procedures, immunizations, encounters, reports by title, orders, and the order being written.',
    timesTold[deidentification.profile],
    'It may be sent only to a model service that the organisation has an agreement with for patient data.'
  ]
})

const timesTold: Readonly<Record<TransparencyFacts['deidentification']['profile'], string>> = {
  minimised:
    'Times are given as a number of days before today. This is reduced patient information, not anonymous data: days before today can be turned into dates.',
  shifted:
    'Times are given as days counted from an arbitrary day, another one in each call, and each with how long ago it is in six classes, from the last 7 days to more than two years. This is reduced patient information, not anonymous data: days between events are exact.',
  'strict-year':
    'Of times only the year and the order of days are given, not how long ago something was. This is reduced patient information; whether what is left could tell who a patient is remains the judgement of a person.'
}

const whatTheModelNeverSees = ({ deidentification }: TransparencyFacts): Section => ({
  id: 'what-the-model-never-sees',
  title: 'What the model is not given',
  paragraphs: [
    `Names, addresses, telephone numbers, e-mail addresses, dates of birth, ${deidentification.profile === 'strict-year' ? 'calendar dates beyond the year' : 'calendar dates'}, record and insurance numbers, names of clinicians and organisations, race, ethnicity, language, social circumstances such as housing and employment, ${deidentification.notes === 'off' ? 'the text of clinical notes, ' : ''}entries that carry a restricted label, and the access token of the record system are not part of the chart.`,
    'Before the chart leaves, the exact text is searched once more for identifiers of this patient. If one is found, nothing is sent, and the model is not asked.'
  ]
})

const verification = (): Section => ({
  id: 'verification',
  title: 'How statements of the model are verified',
  paragraphs: [
    'The model must give each statement about the patient in a fixed form that points to entries of the record. A program, not another model, checks each one against the record as it was read for this call: that the entry exists, and that value, unit, date, direction of change, status or absence are as stated. What does not hold is dropped and counted.',
    'Sentences about the patient on a card are written by Curbside from what was verified. Of the model’s own words only its reasoning and its option are shown, marked as such, and they are dropped when they name a number, date, drug or problem that was not verified. The model cannot set a card to critical and chooses no links, codes or actions.',
    'Verification shows that a statement stands in the record. It does not show that the record is right, or that the conclusion is.'
  ]
})

const rulesWork = (): Section => ({
  id: 'rules',
  title: 'How rules work',
  paragraphs: [
    'Rules are fixed programs that compare dates and values of the record. They are listed below with their version and the source they rest on. They need no model and run at every call.'
  ]
})

const knowledgeTables = ({ knowledge }: TransparencyFacts): Section => ({
  id: 'knowledge',
  title: 'What is held to be true of drugs and tests',
  paragraphs: [
    `Some rules read tables: interactions, allergies, contraindications, highest doses, duplicates, and results that need action. They hold ${knowledge.rows} rows; the sources of ${knowledge.read} were read for this product. A card names the row, its version and its source, and says so when the source was not read again.`,
    knowledge.added.length === 0
      ? 'This site has added no rows of its own.'
      : `This site has added ${knowledge.added.length} of its own: ${knowledge.added.join(', ')}.`,
    ...knowledge.changes.map(
      ({ row, to, owner, reason, date }) =>
        `This site has ${to === 'off' ? `switched off ${row}` : `lowered ${row} to ${to}`}: ${reason} (${owner}, ${date}).`
    )
  ]
})

const failures = (asksModel: boolean): Section => ({
  id: 'failures',
  title: 'What happens when something fails',
  paragraphs: [
    'What could not be read is named on the card. When part of the record was missing and there is nothing else to say, a card says that it was missing. That a card does not appear never means that nothing is wrong.',
    ...(asksModel
      ? [
          'When the model fails, rules are shown alone and the card says that the AI review did not run; when there is no other card, an information card says so, unless the organisation has turned that card off. When the model needs longer than the record system waits, its verified findings are kept and shown at a later call for the same chart.'
        ]
      : [])
  ]
})

const limits = ({ rules }: TransparencyFacts, asksModel: boolean): Section => ({
  id: 'limits',
  title: 'Known limits',
  paragraphs: [
    `Curbside checks the ${rules.length} situations listed below and no others by rule. Medications whose ingredients it does not recognise are not judged by rules. It uses no images, no waveforms and no streams of device data. It knows only what the record system lets this user read.`,
    ...(asksModel
      ? [
          'The model can overlook what matters and can draw a wrong conclusion from correct facts. How it was trained, and on whom, is not known to Curbside. Text in a record can try to influence the model; verification limits what that can do, and does not exclude it.'
        ]
      : []),
    'No figures on accuracy or on fairness between groups of patients are published with this version. Whether this use is a medical device under local law is for the organisation that runs it to determine.'
  ]
})

const feedback = (): Section => ({
  id: 'feedback',
  title: 'How to give feedback',
  paragraphs: [
    'Accept a suggestion, or override a card and give a reason; the record system sends it to Curbside.'
  ]
})

/** How quiet works (policy.json); the numbers of each service stand in the table of services. */
const quiet = ({ services }: TransparencyFacts): Section => ({
  id: 'quiet',
  title: 'When cards are held back',
  paragraphs: [
    `After an override the same matter is not shown again to the same user for the same patient until its facts change${heldFor(services)}. Having seen a card holds nothing back; accepting it later shows it again.`,
    services.some(({ holdBackForAll }) => holdBackForAll !== undefined)
      ? 'When enough different users have overridden the same matter for the same patient on the same facts, and each has given a reason that holds for whoever sees the card, it is shown to nobody at that record system for a time, or until its facts change. How many users, which reasons and how long stands with each service below. A user counts once, with the newest decision; a later acceptance by anybody ends it. Reasons that speak of one clinician’s plan, such as “will monitor”, count for that clinician alone.'
      : 'What one user overrides stays visible to all others.',
    'Cards marked critical are always shown: neither overrides nor the number of other cards hold them back. When there are several, they stand on one card. Other findings that had no place among the cards are counted in the record of the call.'
  ]
})

function heldFor(services: TransparencyFacts['services']): string {
  const days = [...new Set(services.map(({ holdBackDays }) => holdBackDays))].toSorted(
    (one, other) => one - other
  )
  return days.length === 0 ? '' : `, at most for ${days.join(' or ')} days`
}

const kept = (asksModel: boolean): Section => ({
  id: 'kept',
  title: 'What is kept',
  paragraphs: [
    'Curbside keeps, in its own database: a record of each call (which patient and user by their ids, what was read by kind and number, which entries were cited, what was shown), chained by hashes so that a later change is noticed; the cards it issued, by id and subject; feedback with its comment; and how often each topic was held back, by day, without patient or user.',
    ...(asksModel
      ? [
          'It also keeps findings of the model for a limited time, with the values and entries they rest on and the model’s reasoning, and checks them again before they are shown. What the model service itself keeps depends on the organisation’s agreement with it.'
        ]
      : []),
    'Names are not stored, except where a clinician writes one into a comment. Access tokens are not stored, and neither is the chart that was sent.'
  ]
})

/** In plain words, for the organisation to hand on: many places require telling patients. */
const forPatients = (asksModel: boolean): Section => ({
  id: 'for-patients',
  title: 'For patients',
  paragraphs: [
    asksModel
      ? 'Your care team uses a computer tool called Curbside. It looks at your health record and may point out things to check, such as a drug that may not fit or a test that is due. Part of the tool is artificial intelligence (AI). The AI gets a short list of your health facts. Your name, address and birth date are left out. The tool checks what the AI says against your record. It does not make choices about your care. Your care team does. You can ask them how it was used.'
      : 'Your care team uses a computer tool called Curbside. It looks at your health record and may point out things to check, such as a drug that may not fit or a test that is due. It follows fixed rules. It does not make choices about your care. Your care team does. You can ask them how it was used.'
  ]
})

const contact = ({ contact: whom, version }: TransparencyFacts): Section => ({
  id: 'contact',
  title: 'Contact',
  paragraphs: [
    whom === null
      ? 'Ask the organisation that runs your record system.'
      : `Questions and reports: ${whom}`,
    `This page describes Curbside version ${version}.`
  ]
})
