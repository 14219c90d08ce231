/**
 * 300 drugs that are prescribed most in the US, by their generic name: `name`, or `name = what it
 * holds` where the name is a combination or a salt, then `| brand`. Source: the drugs of the yearly
 * lists drawn from the Medical Expenditure Panel Survey (ClinCalc DrugStats, 2020 to 2022), written
 * down from memory and not re-read; the order says nothing.
 */
export const usPrescribed = `
atorvastatin | Lipitor
metformin | Glucophage
levothyroxine | Synthroid
lisinopril | Zestril
amlodipine | Norvasc
metoprolol | Lopressor
albuterol | ProAir
losartan | Cozaar
gabapentin | Neurontin
omeprazole | Prilosec
sertraline | Zoloft
rosuvastatin | Crestor
pantoprazole | Protonix
escitalopram | Lexapro
dextroamphetamine-amphetamine = amphetamine, dextroamphetamine | Adderall
hydrochlorothiazide | Microzide
bupropion | Wellbutrin
fluoxetine | Prozac
semaglutide | Ozempic
montelukast | Singulair
trazodone | Desyrel
simvastatin | Zocor
amoxicillin | Amoxil
tamsulosin | Flomax
hydrocodone-acetaminophen = acetaminophen, hydrocodone | Norco
fluticasone | Flonase
meloxicam | Mobic
apixaban | Eliquis
furosemide | Lasix
insulin glargine | Lantus
duloxetine | Cymbalta
ibuprofen | Motrin
famotidine | Pepcid
empagliflozin | Jardiance
carvedilol | Coreg
tramadol | Ultram
alprazolam | Xanax
prednisone | Deltasone
hydroxyzine | Vistaril
buspirone | BuSpar
clopidogrel | Plavix
glipizide | Glucotrol
citalopram | Celexa
potassium chloride | Klor-Con
allopurinol | Zyloprim
aspirin | Ecotrin
cyclobenzaprine | Flexeril
ergocalciferol | Drisdol
oxycodone | Roxicodone
methylphenidate | Ritalin
venlafaxine | Effexor
spironolactone | Aldactone
ondansetron | Zofran
zolpidem | Ambien
cetirizine | Zyrtec
estradiol | Estrace
pravastatin | Pravachol
lisinopril-hydrochlorothiazide = hydrochlorothiazide, lisinopril | Zestoretic
lamotrigine | Lamictal
quetiapine | Seroquel
fluticasone-salmeterol = fluticasone, salmeterol | Advair
clonazepam | Klonopin
dulaglutide | Trulicity
azithromycin | Zithromax
latanoprost | Xalatan
cholecalciferol
propranolol | Inderal
losartan-hydrochlorothiazide = hydrochlorothiazide, losartan | Hyzaar
topiramate | Topamax
loratadine | Claritin
amitriptyline | Elavil
atenolol | Tenormin
insulin lispro | Humalog
ezetimibe | Zetia
lisdexamfetamine | Vyvanse
cephalexin | Keflex
dapagliflozin | Farxiga
rivaroxaban | Xarelto
celecoxib | Celebrex
esomeprazole | Nexium
diclofenac | Voltaren
tizanidine | Zanaflex
methocarbamol | Robaxin
valacyclovir | Valtrex
amoxicillin-clavulanate = amoxicillin, clavulanate | Augmentin
warfarin | Coumadin
lorazepam | Ativan
clonidine | Catapres
aripiprazole | Abilify
mirtazapine | Remeron
naproxen | Naprosyn
fenofibrate | Tricor
doxycycline | Vibramycin
folic acid
hydroxychloroquine | Plaquenil
sitagliptin | Januvia
budesonide-formoterol = budesonide, formoterol | Symbicort
insulin aspart | NovoLog
ethinyl estradiol-norethindrone = ethinyl estradiol, norethindrone | Loestrin
lovastatin | Mevacor
ethinyl estradiol-levonorgestrel = ethinyl estradiol, levonorgestrel | Seasonale
diltiazem | Cardizem
isosorbide mononitrate | Imdur
oxycodone-acetaminophen = acetaminophen, oxycodone | Percocet
levetiracetam | Keppra
finasteride | Proscar
sulfamethoxazole-trimethoprim = sulfamethoxazole, trimethoprim | Bactrim
glimepiride | Amaryl
valsartan | Diovan
tiotropium | Spiriva
hydralazine | Apresoline
triamcinolone | Kenalog
methotrexate | Trexall
ferrous sulfate | Feosol
famotidine | Pepcid
baclofen | Lioresal
timolol | Timoptic
nifedipine | Procardia
medroxyprogesterone | Depo-Provera
norgestimate-ethinyl estradiol = ethinyl estradiol, norgestimate | Sprintec
cyanocobalamin
acetaminophen | Tylenol
docusate | Colace
olmesartan | Benicar
triamterene-hydrochlorothiazide = hydrochlorothiazide, triamterene | Dyazide
benazepril | Lotensin
oxybutynin | Ditropan
bumetanide | Bumex
paroxetine | Paxil
levocetirizine | Xyzal
risperidone | Risperdal
liraglutide | Victoza
sumatriptan | Imitrex
polyethylene glycol 3350 | MiraLAX
pregabalin | Lyrica
oxcarbazepine | Trileptal
pioglitazone | Actos
tirzepatide | Mounjaro
mupirocin | Bactroban
nortriptyline | Pamelor
ropinirole | Requip
memantine | Namenda
donepezil | Aricept
temazepam | Restoril
divalproex = valproate | Depakote
linagliptin | Tradjenta
clindamycin | Cleocin
ipratropium-albuterol = albuterol, ipratropium | DuoNeb
ciprofloxacin | Cipro
prednisolone | Orapred
telmisartan | Micardis
nitroglycerin | Nitrostat
verapamil | Calan
ramipril | Altace
sildenafil | Viagra
tadalafil | Cialis
colchicine | Colcrys
doxazosin | Cardura
terazosin | Hytrin
enalapril | Vasotec
irbesartan | Avapro
bisoprolol | Zebeta
nebivolol | Bystolic
labetalol | Trandate
torsemide | Demadex
chlorthalidone | Thalitone
levofloxacin | Levaquin
nitrofurantoin | Macrobid
metronidazole | Flagyl
cefdinir | Omnicef
cefuroxime | Ceftin
penicillin V potassium = penicillin v
fluconazole | Diflucan
acyclovir | Zovirax
nystatin | Mycostatin
ketoconazole | Nizoral
clotrimazole | Lotrimin
terbinafine | Lamisil
clobetasol | Temovate
hydrocortisone | Cortef
dexamethasone | Decadron
methylprednisolone | Medrol
budesonide | Pulmicort
mometasone | Nasonex
azelastine | Astelin
olopatadine | Pataday
ketotifen
brimonidine | Alphagan
dorzolamide-timolol = dorzolamide, timolol | Cosopt
bimatoprost | Lumigan
travoprost | Travatan
ofloxacin
erythromycin | Ery-Tab
tobramycin | Tobrex
lidocaine | Lidoderm
insulin detemir | Levemir
insulin degludec | Tresiba
insulin regular | Humulin R
insulin isophane | Humulin N
exenatide | Byetta
canagliflozin | Invokana
saxagliptin | Onglyza
glyburide | Diabeta
sitagliptin-metformin = metformin, sitagliptin | Janumet
repaglinide | Prandin
acarbose | Precose
alendronate | Fosamax
risedronate | Actonel
ibandronate | Boniva
raloxifene | Evista
denosumab | Prolia
calcitriol | Rocaltrol
methimazole | Tapazole
liothyronine | Cytomel
progesterone | Prometrium
conjugated estrogens | Premarin
testosterone | AndroGel
norethindrone | Aygestin
drospirenone-ethinyl estradiol = drospirenone, ethinyl estradiol | Yaz
desogestrel-ethinyl estradiol = desogestrel, ethinyl estradiol | Apri
etonogestrel | Nexplanon
levonorgestrel | Mirena
anastrozole | Arimidex
letrozole | Femara
tamoxifen | Nolvadex
exemestane | Aromasin
bicalutamide | Casodex
solifenacin | Vesicare
tolterodine | Detrol
mirabegron | Myrbetriq
trospium | Sanctura
dutasteride | Avodart
alfuzosin | Uroxatral
phenazopyridine | Pyridium
ranolazine | Ranexa
digoxin | Lanoxin
amiodarone | Pacerone
flecainide | Tambocor
sotalol | Betapace
sacubitril-valsartan = sacubitril, valsartan | Entresto
eplerenone | Inspra
isosorbide dinitrate | Isordil
minoxidil | Loniten
prazosin | Minipress
guanfacine | Intuniv
metolazone | Zaroxolyn
amlodipine-benazepril = amlodipine, benazepril | Lotrel
amlodipine-valsartan = amlodipine, valsartan | Exforge
valsartan-hydrochlorothiazide = hydrochlorothiazide, valsartan | Diovan HCT
olmesartan-hydrochlorothiazide = hydrochlorothiazide, olmesartan | Benicar HCT
bisoprolol-hydrochlorothiazide = bisoprolol, hydrochlorothiazide | Ziac
atenolol-chlorthalidone = atenolol, chlorthalidone | Tenoretic
gemfibrozil | Lopid
icosapent ethyl = icosapent | Vascepa
omega-3 acid ethyl esters = omega-3 fatty acids | Lovaza
niacin | Niaspan
colesevelam | Welchol
evolocumab | Repatha
ticagrelor | Brilinta
prasugrel | Effient
dabigatran | Pradaxa
enoxaparin | Lovenox
olanzapine | Zyprexa
ziprasidone | Geodon
lurasidone | Latuda
haloperidol | Haldol
lithium carbonate = lithium | Lithobid
desvenlafaxine | Pristiq
vilazodone | Viibryd
vortioxetine | Trintellix
doxepin | Sinequan
eszopiclone | Lunesta
diazepam | Valium
carbamazepine | Tegretol
phenytoin | Dilantin
lacosamide | Vimpat
zonisamide | Zonegran
primidone | Mysoline
benztropine | Cogentin
carbidopa-levodopa = carbidopa, levodopa | Sinemet
pramipexole | Mirapex
rizatriptan | Maxalt
butalbital-acetaminophen-caffeine = acetaminophen, butalbital, caffeine | Fioricet
modafinil | Provigil
atomoxetine | Strattera
dexmethylphenidate | Focalin
phentermine | Adipex-P
naltrexone | ReVia
buprenorphine-naloxone = buprenorphine, naloxone | Suboxone
naloxone | Narcan
varenicline | Chantix
morphine | MS Contin
hydromorphone | Dilaudid
fentanyl | Duragesic
methadone | Dolophine
tapentadol | Nucynta
acetaminophen-codeine = acetaminophen, codeine | Tylenol with Codeine
etodolac | Lodine
nabumetone | Relafen
indomethacin | Indocin
carisoprodol | Soma
metaxalone | Skelaxin
promethazine | Phenergan
meclizine | Antivert
metoclopramide | Reglan
prochlorperazine | Compazine
dicyclomine | Bentyl
sucralfate | Carafate
lansoprazole | Prevacid
rabeprazole | AcipHex
linaclotide | Linzess
mesalamine | Lialda
ursodiol | Actigall
azathioprine | Imuran
mycophenolate | CellCept
tacrolimus | Prograf
adalimumab | Humira
fluticasone-umeclidinium-vilanterol = fluticasone, umeclidinium, vilanterol | Trelegy
fluticasone-vilanterol = fluticasone, vilanterol | Breo
umeclidinium-vilanterol = umeclidinium, vilanterol | Anoro
beclomethasone | Qvar
levalbuterol | Xopenex
fexofenadine | Allegra
benzonatate | Tessalon
guaifenesin | Mucinex
diphenhydramine | Benadryl
epinephrine | EpiPen
tretinoin | Retin-A
isotretinoin | Absorica
spironolactone-hydrochlorothiazide = hydrochlorothiazide, spironolactone | Aldactazide
magnesium oxide
senna | Senokot
lactulose | Enulose
`
