import { foldText } from '../../chart/fold.ts'

// FDA, clinical decision support guidance, criterion 4: a time-critical use is a device. Curbside
// leaves these topics alone altogether (trust.md, R5), so the whole finding goes.
const timeCritical = new RegExp(
  [
    'strokes?|transient ischemic attack|tia|thrombolysis',
    'sepsis|septic|septicemia|bacteremia',
    'myocardial infarction|heart attack|n?stemi|acute coronary|unstable angina',
    '(?:cardiac|respiratory|cardiopulmonary) arrest|resuscitat\\w*|defibrillat\\w*',
    'pulmonary embol\\w*|aortic dissection|tamponade|ruptured?',
    '(?:intracranial|subarachnoid|intracerebral|massive) (?:bleed\\w*|h[a]?emorrhage)',
    'status epilepticus|anaphyla\\w*|h?emorrhagic shock|shock|respiratory failure',
    'diabetic ketoacidosis|dka|thyroid storm|meningitis|necroti[sz]ing',
    'life[- ]threatening|emergen\\w*|urgent\\w*|immediate\\w*|stat|code blue|icu|intensive care',
    'rapid response|call 911|within (?:minutes|hours)|right away|at once|crash\\w*'
  ].join('|')
)

// "No issues found" must never be read from a model (no failure, and no
// injected line, reads as reassurance).
const reassuring = new RegExp(
  [
    'all clear|no (?:other )?(?:issues?|concerns?|problems?|findings?|action|changes?|interactions?|risks?|need|reason)',
    'nothing (?:to|else|of|concerning|abnormal)|not (?:a )?(?:concern\\w*|necessary|needed|required)',
    '(?:is|are|appears?|looks?|seems?|remains?) (?:\\w+ )?(?:safe|fine|ok|okay|normal|appropriate|unremarkable|well[- ]controlled|stable)',
    'safe to|safely|within normal|normal range|reassur\\w*|unremarkable|well[- ]controlled|benign',
    'can be (?:ignored|continued|given)|may be (?:ignored|continued|given)|low[- ]risk|without (?:risk|concern)',
    'ignore|disregard|dismiss'
  ].join('|')
)

// Instructions to the reader, or to another reader of this text, are not an option.
const verbs =
  'start|stop|give|order|administer|discontinue|increase|decrease|hold|prescribe|withhold|' +
  'continue|switch|replace|initiate|begin|reduce|double|titrate|refer|call|admit|book|schedule|repeat|check'
const command = new RegExp(
  `(?:^|[.;:!?,]\\s*|\\s-\\s*|\\b(?:and|then|or|please)\\s+)(?:${verbs})\\b`,
  'u'
)
const obligation = new RegExp(
  [
    'must|shall|should|need(?:s|ed)? to|ha(?:s|ve) to|required?|mandatory|do not|never|always|now',
    'contraindicated|instructions?|prompts?|as an ai|language model|system message'
  ].join('|')
)

/** Whether a text speaks of a topic that is left to time-critical systems. */
export function isTimeCritical(text: string): boolean {
  return holdsWords(timeCritical, text)
}

/** Whether a text says, in whatever words, that all is well. */
export function isReassuring(text: string): boolean {
  return holdsWords(reassuring, text)
}

/** Whether a text tells the reader what to do instead of what could be considered. */
export function isDirective(text: string): boolean {
  return command.test(foldText(text).trim()) || holdsWords(obligation, text)
}

function holdsWords(pattern: RegExp, text: string): boolean {
  return new RegExp(`\\b(?:${pattern.source})\\b`, 'u').test(foldText(text))
}
