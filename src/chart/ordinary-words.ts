/*
 * Words that are also names. A patient called Long, Head, White, May or No must get the same
 * service as everyone: such a part of a name is no finding by itself in the EHR's text, only beside
 * a title or another part of the same name. Only words that a display, a drug or a result may hold: a
 * name such as Fisher or Martin has no business there. Lower case, without accents.
 */

/** Words of the chart's own grammar, and everyday words. */
const everyday = `
ahead arbitrary are cha computed factor higher mme numbered opioids slope stands vasc
amended appended cancelled corrected deceased named onleave planned preliminary registered revoked signs triaged view
absences capped encounters forbidden hits immunizations inactive malformed medications omitted pages procedures
problems recorded renewals reports resolved searched selected statements unreadable vitals withheld
a about above absent access account active activity actual acute add added additional adequate
admission admit adult advanced advice after age aged agent ago agreement aid air alarm alert alias
alive all allow allowed alone along already also altered alternate always amount an and angle
animal ankle annual another answer any apart april arch area around arrival arrived art as ask
assay assessment assist at august autumn available average avoid awake award away baby back bacon
bad ball band bank bar bare bark base based bass batch bath battle beam bean bear beat beats bed
been before began begin belly below belt bend benign berry best better between beyond bird birth
bishop bit bite black blade bland blank blast blind block blow blue board boat book boot border
born both bottle bottom bound box boy brace branch brand bread break breath bridge brief bright
bring broad broken brother brown brush build burn burns business but butter button by call calm
came camp can candy cap card care career carrier carries carry cart case cat catch caution central
certain chain chair chamber change changed channel charge chart check cherry chief child children
choice circle class clay clean clear clerk clinic clinical close closed cloth cloud club coat coin
cold collection combination combined come common complete completed complex con condition
cone contact continue continued control cool copper cord core cork corn corner cost cotton count
country course court cover covered cox cream crop cross crown crystal cup curl current currently
cut cycle daily danger dark date day days de deal dean death decade december decrease deep degree
delay delayed delivery dent depth device did die diet different difficult direct disc discharge
discontinued distal dock dog done dose double down draft drain draw drew drink drive drop dry due
dull during dust duty each ear early earth ease east easy education eight elder eleven else
emergency empty end ended enough enter entered entry equal error even evening event ever every
exam except excess exchange expected extended external extra eye face fail failed fall falls false
family far fast fat favor february feel feet female few field fifth fill final find fine finger
finished fire firm first fish fit five fix flat flax flesh flood floor flow flower fluid fly foam
focal fog fold follow food foot for force foreign form forth forward found four free french
frequent fresh friday friend from front fruit full function further gale gap gas general german
ginger girl give given glass glove goat god gold good grade gram grass gray great green grey grip
gross ground group grow growth guide gum had hair half hall ham hammer hand handy hard hart
has hat have hay he head healthy heat heather heavy heel height held help herb here hers herself
high him himself hip his history hits hold hole home honey horse hospital host hot hour hours
house how human hundred hurt ice if ill image important in inch income increase increased index
indian infant information initial inner input inside instant intake intermediate internal interval
into iris iron is it item items its january jaw jelly job joint joy july jump june junior
just keep kind kit knot know known la lab label labor lac lack lamb large last late later lateral
latest latin lay layer lead lean learn least leather leave left leg lemon length less lesser let
letter level life lift light like likely lime limit limited line lines link lip liquid list listed
lite little live living load local log long longer look loose loss lost lot low lower lung lynx
machine made main major make male man manage management manner manual many maple marble march mark
marked marker mass mat match mate material matter max maximum may meal mean means measure meat
medial medium meet member men metal method mid middle mild milk million minimum minor mint minute
minutes mixed mobile mode model moderate modern modified moment monday money monitor month months
more morning most moth mother motor mouse mouth move much mud multi multiple must my nail
naked name narrow native natural nature near neat neck need needle needles negative net never new
next night nine no none noon nor normal north northern nose not note noted nothing november now
number nurse nut oak object occasional october of off office often oil old older olive on once one
only open or orange order ordered orders organ original other our out outer outside oval over own
pack pad page pain pair pale palm pan paper parent part partial partly past pat patch path
patient patients pause pay peace peach peak pear pen people pepper per percent perfect period
person pharmacy phase phone piece pill pillow pin pine pink pipe pit place plain plan plane
plant plate play pleasant please plenty plus point pole pollen poor port position possible
post pot pound power present press pressure previous primary prime print prior private pro
probable problem process product program progress proper protect protein provider public pull
pulse pure purple push quad quality quantity quarter quick quiet rabbit race radish rail range
rapid rare rash rat rate raw ray reach read ready real rear reason recent record recorded
recurrent red reduced reference regular related relative release remote removed renewal renewals
rent repeat replaced report request require resolved rest result results return reverse review rib
rice right ring rise risen risk rod role rolls room root rose rough round route rule run rye safe
sage sales salmon salt same sample saturday scale scan scope score screen search searched seat
second seconds section see seed seek seen select selected self send senior sense separate
september series serve service set seven several severe sex shaft shall shallow shape share sharp
she sheet shift shock shoot short shot should shoulder show shower sick side sight sign signal
silver similar simple since single sink sister site six size skin sleep slice slide slight slip
slow small smell smoke smooth so soap social soft sole solid some son soon sore sort sound source
south space special speed spice spike split sport spot spray spread spring square stable staff
stage stain stand standard start started state states station status stay steady steel stem step
steps stick stiff still stock stone stop stopped store straight strain strength stress stretch
strict strike string strip strong structure study subject such sudden sugar suit sulfur sun sunday
supply support sure surface surgeon swallow sweat swim system table tail take tall tan tank tap
target taste tax tea teach team tear teeth tell temple temporary ten term test tested text than
thank that the their them then therapy there these they thick thin thing think third this those
thousand thread three throat through throw thumb thursday tight time times tin tip title to today
together token ton tone tongue too tool tooth top total touch toward toxic trace track trade train
treat treated tree trial trigger trim triple true trunk try tube tuesday twelve twenty twice twin
two type ulcer under unit unity unknown until up upon upper urgent us use used usual value van
various very vessel vision visit vital voice waist wait walk wall ward warm warn wash waste watch
water waters wave way weak wear wednesday week weeks weight well went were west wet what wheat
wheel when where which while white who whole why wide wilt wine wing wire with within without
woman women wool word work worker working worn worse worst wound wrist write written wrong year
years yeast yellow yes yet yield young your youth zero zone`

/** Words of medicine: body, findings, tests, drugs, forms, units, allergens. */
const clinical = `
abdomen abdominal abi ablation abnormal abnormality abo abortion abrasion abscess absolute abuse
acetaminophen acetate acid acidosis acne acth activated actuat addiction address adenocarcinoma
adenoma adherence adjuvant administration adolescent adrenal adverse aerosol afb affective afp
afraid agonist ahi aki alanine albumin albuterol alcohol alcoholic aldo aldosterone alignment
alkaline allegra allergen allergic allergies allergy allogeneic alopecia alpha als alt amber
ambulatory amine amino aminotransferase amitriptyline amlodipine ammonia amoxicillin amphetamine
amputation ana anal analgesic analysis anaphylaxis anatomic anatomy anemia anesthesia aneurysm
angina angiogram angiography angioplasty anion anorexia antagonist anterior anti antibiotic
antibody anticoagulant antidepressant antigen antihistamine antiplatelet antral anus anxiety
anxious aorta aortic aphthous apical apixaban apnea apnoea appearance appendectomy appendicitis
appendix apple appointment apt ara arm armed arrest arrhythmia arterial artery arthritis
arthroplasty artificial ascites ascorbic ash aspirin associated ast asthma ataxia atorvastatin
atrial atrophy attack atypical audit aura auto autologous automated avulsion axilla azithromycin
azurette baclofen bacteria bacterial bactrim balance balloon barium barrier basal baseline basic
basil bat bayer bee beef behavior beta bicarbonate bilateral bile bili bilirubin bill bin biopsied
biopsy bipolar birch bladder bld bleeding blister blood bmi bnp body bone borderline bowel bp bph
brachial brain brass brca breast breathing bronchi bronchitis bruise buffer bun bunion buspirone
bypass cabg cad caesarean cal calcaneus calcified calcium calculated calculation calculus calf
camila cancer cannula capsule capsules captopril car carbon carbonate carcinoma cardiac cardiology
cardiomyopathy cardiovascular caries carotid carvedilol cast casts catheter catheterization caudal
cava cavity cbc cdiff cea cecum celecoxib celery cell cells cellulitis center centre cephalexin
cephalosporin cerebral cervical cervix cesarean cetirizine chemistry chemotherapy chest chew
chewable chf chicken chill chin chlamydia chloride chol cholesterol choose chorea chronic
ciprofloxacin circumference circumstances cirrhosis citalopram ckd cl clam claudication clavicle
cleft clopidogrel clostridium clot cloudy cm cmp cns coagulation cobalt coccyx cocoa cod coil
colchicine colic colitis collapse colon colonic colonoscopy color coma comfort comfortable
comprehensive compression computed concentration concussion conditions congenital congestive
conjugate consult consultation consumption contraceptive contraction contrast contusion copd
corneal coronary cortex cortisol cough counseling cov coverage covid cow cpap crab crackles cramp
crea creatine creatinine crisis croup crp csf ct cuff culture cure curettage curve cuticle cva cvd
cyanosis cyst cystic cystitis dander dat dead deaf debridement default deficiency deficit deformed
deformity degeneration degenerative dehydration dehydrogenase delirium delta dementia demo density
dental department depression depressive derm dermatitis detected detection detention determination
development dexa dextrose dha diabetes diabetic diagnosis diagnostic dialysis dialyzer diaphragm
diarrhea diastolic diazepam diff differential digital digoxin dilated dilation diltiazem dimension
dimer dioxide dipstick disability discharged disease disintegrating disk dislocation disorder
disorders disposition distress distribution diuretic diverticulitis diverticulosis dizziness dl dm
dna documentation docusate domestic donepezil donor doppler doxycycline dpt drainage dre drinking
drip drops drug drugs dtap duct ductal duloxetine duodenal dvt dxa dye dysfunction dysplasia
dyspnea dystrophy eastern ebv ecg echo echocardiography eclampsia eczema edema edematous effect
effusion egfr egg eia ejection ekg elastic elbow elective electrical electrolyte electrolytes
electronic elevated elixir ella elm embolism embryo emg emphysema enalapril enamel encounter
endocrine endometrial endoscopy enema enlarged enoxaparin ent enteric entitic entity environmental
enzymatic enzyme eosinophils epidural epilepsy epinephrine episode epithelial epithelium epo er
erosion errin eruption erythema erythrocyte erythrocytes escherichia escitalopram esophagus esr
essential estimated estradiol estrogen ether evaluation exacerbation example excision exercise
exfoliation exhaustion exposure extension extract extraction extremity exudate facial failure
faint familial famotidine farm fasting fatigue fecal feels femoral femur fentanyl ferritin ferrous
fertility fetal fetus fev fever fiber fibrillation fibroid fibroids fibrosis filling film
filtration finding findings fissure fistula flank flap flare flex flu fluoride fluoxetine flush
folate foley folic follicle follicular following foramen forces forearm foreskin former fraction
fracture fragile fremitus friends frontal fsh ft fundal fungal fungus furosemide fusion fvc
gabapentin gad gait gal gallbladder gallop gallstone gallstones gamma ganglion gastric gastritis
gastrointestinal gel gender gene generalized genital gerd gestational gfr ggt gi gingivitis gland
glands glaucoma glipizide globulin glomerular glu glucose gluten glyburide goiter gout graft grain
granules gravity greatest gtt guaiac guidance gut gynecology hailey hallux haloperidol hark hcg
hct hdl headache healing health hearing heart heartburn heights hematocrit hematoma hematuria
hemoglobin hemolytic hemorrhage hemorrhoid hep heparin hepatic hepatitis hereditary hernia herpes
hg hgb hib hiccup highest hiv hives hla hormone hospice housing hpv humeral humiliation husk
hydrate hydrocephalus hydrochloride hydrochlorothiazide hydrocodone hydroxyzine hyper hyperkalemia
hyperlipidemia hypertension hypertensive hypokalemia hyponatremia hypotension hypothyroidism
hysterectomy ibs ibuprofen icd icu ida identification idiopathic iga ige igg igm ileum imaging
imbalance immobilization immune immunity immunization immunotherapy impacted impairment implant
incision including incontinence individual induced infarct infarction infected infection
infectious infertility infestation inflammation influenza influenzae infusion ingrown inhalant
inhalation inhaler inherited inject injectable injection injector injury inpatient inr insect
insertion insomnia inspection instruction insufficiency insulin insurance intensive interpretation
interstitial intervention intestine intolerance intrauterine intravenous inverted ipv irregular
irrigation irritable ischemia ischemic isolated isolation itch itching iu iud jail jaundice
jolivette junel kale kcl kell keloid kelp kept keratosis ketone ketones kg kick kidney kidneys
kinase knee kyphosis laboratory laceration lactate lactation lactose lam lamotrigine language
laparoscopic laparotomy larynx laser latex latino laxative ldl lecithin lens lesion leukemia
leukocyte leukocytes levora levothyroxine lft lh lice lichen lidocaine ligament liletta limb
lipase lipid lipoma lipoprotein lisinopril lithium liver lobar lobe lobster loinc loratadine
lorazepam lordosis losartan losing losses lotion lotus lumbar lump lupus lutera lvef lyme lymph
lymphocytes lymphoma macro macular magnesium magnetic malaise malaria malignant malnutrition
maltose mammary mammography mandible mango manipulation manometry marlissa marrow mask mast
mastectomy maternal maxilla mcg mch mchc mcv mea measles measurement mechanical media medicaid
medical medicare medication medications medicine meetings melanoma mellitus meloxicam members
membrane memory meningitis menopausal menopause menstrual mental meq merck metabolic metabolism
metastatic metered metformin methotrexate metoprolol metronidazole mg mia microalbumin
microalbuminuria microscopic microscopy midline migraine migraines min mind mineral minerals
mirena mirtazapine miscarriage misuses mite mites mitral ml mm mmhg mmol mmr mobility moderna mol
mold mole moles mono monocytes montelukast morphine morphologic motion mould mpv mri mrsa ms msk
mucosa mucus mullerian mumps murmur muscle musk mustard myalgia myocardial myopia naa nad naloxone
naproxen nasal nausea nda nebulizer necrosis needed needs neonatal neonate neoplasm nephropathy
nerve nervous neural neuro neurology neuropathy neurosis neutrophils newborn ng niche nicotine
nifedipine nights nikki nipple nitrate nitrite nitrogen nitroglycerin nocturia nodal node nodule
non nonreactive nora nostril notifications novo nph nsaid numbness numeric nutrition oat obese
obesity obs observable observation obstruction obstructive occlusion occult ocular od odor oils
ointment olecranon omeprazole ondansetron onset opacity ophthalmic ophthalmology opioid optic opv
oral orbit orthopedic os osteoarthritis osteomyelitis osteoporosis otc otitis outpatient ovarian
ovaries ovary overdose overweight oxide oxycodone oxygen oyster pacemaker pads palate palliative
pallor palpable palpation palpitations palsy pancreas pancreatic panel panic pantoprazole pap
papilloma paralysis parasite parathyroid parenteral paroxetine partner passive paste patella
pathological pathology pcp pcr pcv peanut peas pecan ped pediatric pediatrics pelvic pelvis
penicillin penile peptic percentile percutaneous perfusion pericarditis peripheral peritoneal
personality pertussis pet pfizer pft pg pharyngeal pharyngitis pharynx phlebitis phosphatase
phosphate physical physically physician pia pigment piles placenta placing plaque plasma plaster
platelet platelets pleural plt pnd pneumococcal pneumonia pneumothorax poisoning poly polycystic
polyp polypectomy polyps portal portia positive posterior posture potassium powder pox pravastatin
prediabetes predicted prednisone preeclampsia prefilled pregabalin pregnancy pregnant premature
prenatal preparation prescription presence preterm prevention preventive prison probe problems
procedure profile prognosis prolactin prolapse prone prophylaxis propionate propranolol prostate
prostatic prosthesis prosthetic proteinuria prothrombin protocol psa psoriasis psychiatric
psychosis pt ptosis ptt puberty pulmonary pump puncture pupil purpura pus pyelonephritis pylori
quadrant quadriceps qualifier question questionnaire quetiapine quite ra rabies radial radiation
radiography radius rae ragweed ramipril random rating ratio rbc rdw reaction reactive reagent
recipient reconciliation rectal rectocele rectum reduction referral reflex reflux refraction
refugee regime regimen region regurgitation rehabilitation relax rem removal renal repair
replacement reported resection residual resistant resource resp respiration respiratory retention
reticulocyte retina retinal retinopathy revision rh rhinitis rhythm rickets rigid ringer risks
risperidone rna roche rosacea rosuvastatin rotator rotavirus row rsv rubella rubeola rupture rx
sac sacral sagittal saline saliva salmonella salpingitis sanofi sarcoidosis sarcoma sars
saturation sc scab scabies scalp scar scd schizophrenia school sciatica sclerosis scoliosis
screening sct season seasonal seborrheic secondary sedation sediment segment seizure semen senile
sensation sensitive sensitivity sepsis septal septum sequela sertraline serum sesame severity
shellfish shigella shin shingles shrimp shunt sickle sigmoid silicone simvastatin sinus sinusitis
situ situation skeletal skull sle sling smear smoked smoker smoking snare sodium solubility
soluble solution spasm speaking specific specimen spent sperm spider spinal spine spirometry
spironolactone spleen splint spondylosis sponge spore sprain sprintec spur sputum sq squamous
staging staphylococcus staple std stenosis stent sterile sternum steroid sti stillbirth stomach
stool straw strep streptococcal streptococcus stroke stump stye subcutaneous subdural substance
succinate sulfa sulfate sulfonamide sumatriptan summary sunburn supplement suppository surgery
surgical surveillance survey suspected suspension suture svt swab swelling sympathetic symptom
symptoms syncope syndrome synovial syphilis syringe syrup systems systolic tablet tablets
tachycardia tad talk tamsulosin tape tar tartrate tb tdap teat technique teen telehealth
temperature tendinitis tendon tense tension terminal termination testicular testis testosterone
tetanus thalassemia thiazide thigh things thoracic thorax thrombocytopenia thrombosis thrush
thymus thyroid thyroidectomy tia tib tibia tic tick tid tinea tinnitus tissue tobacco toe
tomography tonsil tonsillectomy tonsillitis topical topiramate torn torsion toxicity toxin tpn
trachea tracheostomy tracking tract tramadol transdermal transfer transferase transfusion
transient transplant transplantation transportation trauma traumatic trazodone treatment tremor
tricuspid triglycerides trimester tropical troponin trouble tsh tuberculosis tubule tumor turbid
turner typing ug ulna ultrasound umbilical unable units unt upright urea ureter urethra urethral
uric urinalysis urinary urine urobilinogen urology uropathy urticaria using uterine uterus uti
uvula vaccination vaccine vaginal valsartan valve valvular varicella varicose vascular vasectomy
vault vegetarian vein venipuncture venlafaxine venom venous ventral ventricle ventricular
verapamil verbal vertebra vertebral vertigo viability vial viral viremia virus visual vit vitamin
vitiligo vitreous vldl vol volume volvulus vomiting vulva walnut warfarin wart warts was wasp wax
wbc weakness weaning wheal wheelchair wheeze wheezing whey whiplash whooping width womb worm
worried xray yaz you zinc zolpidem zoster`

/** Particles of names, and words that an EHR in another language writes into a label. */
const otherLanguages = `
abu al ap bint da dal das degli del della den der des di do dos du el em en et ibn il im las le
les lo los ni san santa santo st sul te ter un una und vom von y zu zum zur abajo agua alto alta
arriba baja bajo barba blanca blanco boca brazo cabeza cabello calor cara codo corazon corta corto
costa costilla cuello cuerpo dedo delgado dolor dolores dura edad escala espina espinal fiebre
grave higado hombre hombro huesos leche lengua mal mano manos mayor medio menor mujer nariz negro
ninguna nino ojo ojos pecho peso pie piedra piel pierna prieto sal salud sangre seco suelo vena
verde vida blanc blanche bouche bras chaud coeur corps cou douleur eau enfant femme fer fievre
foie froid gauche droit genou gras gros homme jambe jaune langue leger lourd maladie malade noir
oeil oreille peau petit petite pied plat poids poing pouce rein rouge sain sang sec sein taille
tete ventre vie arzt auge bauch bein bitter blau blut brust darm dick dunkel eisen fein fett
fieber fuss galle gelb gesund gift grau grun haar hals haut heiss hell herz hirn hoch huft jung
kalt kinn klein knie knochen kopf krank kreuz kurz lang leber leicht lippe luft lunge magen milz
mund muskel nagel nase niere nuss ohr rot rund salz scharf schlaf schmerz schnell schwach schwarz
stark stirn stuhl tag tod trocken wasser weich weiss wenig wert wund zahn zeh zunge zucker acqua
bassa basso bianca bianco carne corpo cuore dente ferro fronte gamba grasso lungo naso nero occhio
osso pelle piede rosso sangue secco testa vita baixo branco febre figado forte peito pedra pele`

/** Every word of the three lists. */
export const ordinaryWords: ReadonlySet<string> = new Set(
  [everyday, clinical, otherLanguages].flatMap((words) => words.trim().split(/\s+/))
)
