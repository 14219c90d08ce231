/*
 * What names, locates or numbers somebody, by the classes of 45 CFR 164.514(b)(2)(i), as people type
 * it. All invented. None of it stands in an element of the record that Curbside knows as an identifier.
 */

export interface Plant {
  /** Letter of the class, and what it is. */
  readonly of: string
  readonly text: string
  /** When one of these is in the chart, it got through. */
  readonly tells: readonly string[]
}

/** Full names of more than twenty languages; also those whose parts are ordinary words. */
const names = `
Kowalski Agnieszka; Nguyen Thi Hoa; Oluwaseun Adeyemi; Siobhan Gallagher; Giuseppe Esposito; Maria Fernanda Quiroga; Joao Figueiredo;
Jean-Luc Thibodeaux; Heinrich Oberhauser; Pieter Hoekstra; Astrid Lindqvist; Bjorn Haugen; Aino Korhonen; Dimitra Papadopoulou;
Dmitri Sokolov; Oksana Shevchuk; Zsofia Nagyvary; Ondrej Dvoracek; Ivana Kovacevic; Mehmet Yilmaz; Reza Tehrani; Fatima Benchekroun;
Ahmed Abdelrahman; Rivka Goldenberg; Priya Raghunathan; Harpreet Dhaliwal; Xiuying Huang; Takeshi Watanabe; Eun-ji Hwang;
Somchai Wongsawat; Bayani Macaraeg; Kalani Kealoha; Tendai Mukasa; Wanjiku Kamau; Abebe Tesfaye; Will Brown; Rose Young; Mark Long;
Grace Bishop; Hope White; Mary Parkinson; Thomas Addison; John Crohn; Camila Rivers; April Green; Virginia West; Chelsea Baker; Jordan Carter`

/** One name alone, as families and staff are spoken of. */
const called = `
told by Hope; her daughter Grace; son Mark at home; sister Rose has it too; seen by Dr. Young; Mrs. Brown called; per Dr Bishop;
brother Thaddeus; wife Guadalupe drives; neighbor Mr. Pickering; friend Latoya; caregiver named Svetlana; his boss Mr. Underwood;
nurse Okonkwo; signed P. Ramaswamy; J. Smith`

const places = `
Springfield; Tuscaloosa; Cedar Rapids; Llanelli; Wolverhampton; Saskatoon; Guadalajara; Bratislava; Chattanooga; near Lake Winnipesaukee;
Maricopa County; 12 Elm Street; 4410 Old Mill Road Apt 3; zip 73301; St. Brigid Hospital; Northgate Elementary School; works at Walmart;
employed by Lockheed; 1600 Pennsylvania Avenue; Oaxaca`

const dates = `
14 March 2019; 3/14/2019; 2019-03-14; 14.03.2019; March 14; 14 Mar; Mar 2019; 03/2019; on Tuesday; since 2019; at 10:45 am; 14-MAR-19;
born 1951; in August; 20190314; 92 years old; aged 94; 97 y/o; ninety-three; Thanksgiving 2013`

const numbered: readonly (readonly [string, string])[] = [
  [
    'D telephone',
    '555-0134; (617) 555-0178; 617.555.0178; +44 20 7946 0958; 6175550178; tel 5550134; +49 30 901820'
  ],
  ['E fax', 'fax 617-555-0199; Fax: 5550177; fax +1 617 555 0111'],
  ['F e-mail', 'jane.roe@example.org; roe_j@mail.example.com; jane (at) example.org; jroe@clinic'],
  ['G social security', '078-05-1120; SSN 078051120; 078 05 1120; ssn ending 1120'],
  ['H record number', 'MRN 448813; MRN: A99-2231; chart no 77120; record number 5501'],
  ['I plan number', 'member id XQH4471902; Medicaid 88120046B; policy 4471-22; group 0081723'],
  ['J account', 'acct 99120347; account number 5510; invoice 20034; IBAN DE89370400440532013000'],
  ['K licence', 'license D4471902; NPI 1245319599; DEA BQ4471902; licence no 88271'],
  ['L vehicle', 'plate KJX 4471; VIN 1HGCM82633A004352; reg AB12 CDE'],
  ['M device', 'serial SN-44719; lot 22A91; UDI 00380740000011; implant 7T88213X'],
  [
    'N URL',
    'https://portal.example.org/p/77; www.example.org; example.com/roe; ftp://files.example.net'
  ],
  ['O IP address', '203.0.113.77; 2001:db8::8a2e:370:7334; 00:1B:44:11:3A:B7'],
  ['P biometric', 'fingerprint FP88213; voiceprint id 44719; retina scan 0x8F22A1'],
  ['Q photograph', 'photo IMG_8832.jpg; see face_roe.png; picture DSC00412'],
  [
    'R other',
    'case 44-7719; study subject 0042-118; room 412; badge 99120; username jroe77; @janeroe; ticket A-99120'
  ]
]

const split = (text: string): readonly string[] => text.trim().split(/;\s*/)

/** Words of a plant that anybody may write. */
const anybody = new Set(
  (
    'told by her his daughter son at home sister has it too seen dr mrs mr called per brother wife drives neighbor friend caregiver ' +
    'named boss nurse signed near lake county street old mill road apt zip st hospital school works employed avenue on since in am ' +
    'born years old aged y/o tel fax ssn ending mrn chart no record number member id medicaid policy group acct account invoice ' +
    'license npi dea licence plate vin reg serial lot udi implant see fingerprint voiceprint retina scan photo face picture case ' +
    'study subject room badge username ticket elementary northgate the to y o'
  ).split(' ')
)

function tellsOf(text: string): readonly string[] {
  const words = text.match(/[\p{L}\p{N}'’.:/@_-]+/gu) ?? []
  return words
    .map((word) => word.replace(/^[.:'-]+|[.:'-]+$/g, ''))
    .filter((word) => word.length > 1 && !anybody.has(word.toLowerCase()))
}

function plants(of: string, texts: readonly string[]): Plant[] {
  return texts.map((text) => ({ of, text, tells: tellsOf(text) }))
}

export const allPlants: readonly Plant[] = [
  ...plants('A name', split(names)),
  ...plants('A name', split(called)),
  ...plants('B place', split(places)),
  ...plants('C date', split(dates)),
  ...numbered.flatMap(([of, texts]) => plants(of, split(texts)))
]
