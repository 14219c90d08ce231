import type { CdsCard } from '../cds-hooks/card.ts'

/** What an EHR gets when a call could not be finished in time: never silence that reads as consent. */
export function lateCard(given: {
  readonly transparencyUrl: string
  readonly ids: { newUuid(): string }
}): CdsCard {
  return {
    uuid: given.ids.newUuid(),
    summary: 'Curbside could not finish its check in time. Nothing was assessed.',
    detail: '**Curbside, about this call**\n\nThis is not an all-clear.',
    indicator: 'info',
    source: { label: 'Curbside', url: given.transparencyUrl },
    links: [{ label: 'How Curbside works', url: given.transparencyUrl, type: 'absolute' }]
  }
}
