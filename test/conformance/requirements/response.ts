import { item } from './requirement.ts'

const answer = 'CDS Hooks, CDS Service Response'
const card = 'CDS Hooks, Card Attributes'
const source = 'CDS Hooks, Source'
const suggestion = 'CDS Hooks, Suggestion'
const action = 'CDS Hooks, Action'
const link = 'CDS Hooks, Link'
const coding = 'CDS Hooks, Coding'

export const response = {
  'H-055-cards': item('SHALL', 'all', answer, 'a 200 has the list "cards", also when empty'),
  'H-056-nothing-to-say': item('SHOULD', 'all', answer, 'nothing to say is {"cards":[]}'),
  'H-057-no-system-actions': item('MAY', 'from2', answer, 'systemActions are never sent'),
  'H-058-refusals': item('MAY', 'all', answer, 'what cannot be answered has a 4xx of its own'),
  'H-059-empty-clears': item(
    'note',
    'from2',
    answer,
    'when the reason is gone the next answer is the empty list, which clears the cards'
  ),
  'H-060-uuid': item('MAY', 'from2', card, 'each card has a UUID that no other has'),
  'H-061-summary': item('SHALL', 'all', card, 'summary has fewer than 140 characters'),
  'H-062-detail': item(
    'SHALL',
    'all',
    card,
    'detail is GitHub Flavored Markdown without HTML, images or foreign links'
  ),
  'H-063-indicator': item('SHALL', 'all', card, 'indicator is info, warning or critical'),
  'H-064-source': item('SHALL', 'all', card, 'each card has a source'),
  'H-065-suggestions': item('MAY', 'all', card, 'suggestions are a list'),
  'H-066-selection-behavior': item(
    'SHALL',
    'all',
    card,
    'selectionBehavior stands exactly where suggestions do'
  ),
  'H-067-override-reasons': item(
    'SHALL',
    'from2',
    card,
    'override reasons are codings, each with a display'
  ),
  'H-068-links': item('MAY', 'all', card, 'links are a list'),
  'H-069-short': item(
    'note',
    'all',
    'Da Vinci CRD, cards; Practice: Oracle Health',
    'few cards with short details'
  ),
  'H-070-source-label': item('SHALL', 'all', source, 'source has a label'),
  'H-071-source-url': item(
    'SHOULD NOT',
    'all',
    source,
    'source.url is absolute and says nothing of the patient'
  ),
  'H-072-source-icon': item(
    'MAY',
    'all',
    source,
    'an icon is a small PNG at an absolute address; none is sent'
  ),
  'H-073-topic': item(
    'MAY',
    'from2',
    'CDS Hooks, Source; Practice: Epic',
    'topic is alphanumeric and the same for the same kind of advice'
  ),
  'H-074-primary-source': item(
    'note',
    'all',
    source,
    'the source of a rule is the guidance, not the software'
  ),
  'H-075-suggestion-label': item('SHALL', 'all', suggestion, 'each suggestion has a label'),
  'H-076-suggestion-uuid': item('MAY', 'all', suggestion, 'each suggestion has a UUID'),
  'H-077-not-recommended': item(
    'MAY',
    'from2',
    suggestion,
    'nothing is preselected: isRecommended is not sent'
  ),
  'H-078-actions': item('MAY', 'all', suggestion, 'actions of a suggestion belong together'),
  'H-079-no-action-selection': item(
    'SHALL NOT',
    'only3',
    suggestion,
    'actionSelectionBehavior is not sent'
  ),
  'H-080-action-type': item('SHALL', 'all', action, 'an action is create, update or delete'),
  'H-081-action-description': item('SHALL', 'all', action, 'each action has a description'),
  'H-082-action-resource': item(
    'SHALL',
    'all',
    action,
    'create has the new resource; update, which needs the whole one, is not used'
  ),
  'H-083-delete': item(
    'SHALL',
    'from2',
    action,
    'delete has resourceId, a relative reference to a draft of this call'
  ),
  'H-084-order-details': item(
    'note',
    'all',
    'CDS Hooks, Action; Practice: Epic',
    'a created order has no dose: the clinician writes it'
  ),
  'H-085-link-fields': item('SHALL', 'all', link, 'each link has label, url and type'),
  'H-086-link-without-patient': item('MAY', 'all', link, 'no link says anything of the patient'),
  'H-087-app-context': item(
    'SHALL NOT',
    'all',
    link,
    'an absolute link has no appContext; no smart link is sent'
  ),
  'H-088-no-autolaunch': item('MAY', 'from2', link, 'autolaunchable is not sent'),
  'H-089-text-stands-alone': item(
    'note',
    'all',
    'Practice: Epic, Oracle Health',
    'a card says all of it without its links and suggestions'
  ),
  'H-090-coding': item('SHALL', 'from2', coding, 'each coding has code and system'),
  'H-091-suggested-reasons': item(
    'MAY',
    'only3',
    coding,
    'override reasons may be those of the example code system',
    'Ours are fitted to the cards and stand in fhir-profiles; the example system is a ballot.'
  )
} as const
