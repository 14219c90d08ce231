/** A thousand surnames that are common somewhere, of some twenty languages, in lower case. */
export const surnames: readonly string[] = `
smith johnson williams brown jones garcia miller davis rodriguez martinez hernandez lopez
gonzalez wilson anderson thomas taylor moore jackson martin lee perez thompson white harris
sanchez clark ramirez lewis robinson walker young allen king wright scott torres nguyen hill
flores green adams nelson baker hall rivera campbell mitchell carter roberts gomez phillips
evans turner diaz parker cruz edwards collins reyes stewart morris morales murphy cook rogers
gutierrez ortiz morgan cooper peterson bailey reed kelly howard ramos kim cox ward richardson
watson brooks chavez wood james bennett gray mendoza ruiz hughes price alvarez castillo sanders
patel myers long ross foster jimenez powell jenkins perry russell sullivan bell coleman butler
henderson barnes gonzales fisher vasquez simmons romero jordan patterson alexander hamilton
graham reynolds griffin wallace moreno west cole hayes bryant herrera gibson ellis tran medina
aguilar stevens murray ford castro marshall owens harrison fernandez mcdonald woods washington
kennedy wells vargas henry chen freeman webb tucker guzman burns crawford olson simpson porter
hunter gordon mendez silva shaw snyder mason dixon munoz hunt hicks holmes palmer wagner black
robertson boyd rose stone salazar fox warren mills meyer rice schmidt garza daniels ferguson
nichols stephens soto weaver ryan gardner payne grant dunn kelley spencer hawkins arnold pierce
hansen peters santos hart bradley knight elliott cunningham duncan armstrong hudson carroll lane
riley andrews alvarado ray delgado berry perkins hoffman johnston matthews pena richards
contreras willis carpenter lawrence sandoval guerrero george chapman rios estrada ortega watkins
greene nunez wheeler valdez harper burke larson santiago maldonado morrison franklin carlson
austin dominguez carr lawson jacobs obrien lynch singh vega bishop montgomery oliver jensen
harvey williamson gilbert dean sims espinoza howell li wong reid hanson le mccoy garrett burton
fuller wang weber welch rojas lucas marquez fields park yang little banks padilla day walsh
bowman schultz luna fowler mejia davidson acosta brewer may holland juarez newman pearson curtis
cortez douglas schneider joseph barrett navarro figueroa keller avila wade molina stanley
hopkins campos barnett bates chambers caldwell beck lambert miranda byrd craig ayala lowe
frazier powers neal leonard gregory carrillo sutton fleming rhodes shelton schwartz norris
jennings rivas holt ochoa watts mcguire müller fischer becker schulz hoffmann schäfer koch bauer
richter klein wolf schröder neumann schwarz zimmermann braun krüger hofmann hartmann lange
schmitt werner krause meier lehmann schmid schulze maier köhler herrmann könig walter mayer
huber kaiser fuchs lang scholz möller weiß jung hahn schubert vogel friedrich günther frank
berger winkler roth lorenz baumann franke albrecht schuster simon ludwig böhm winter kraus
schumacher krämer vogt stein jäger otto sommer groß seidel heinrich brandt haas schreiber graf
dietrich ziegler kuhn kühn pohl engel horn busch bergmann voigt sauer wolff pfeiffer bernard
dubois robert richard petit durand leroy moreau laurent lefebvre michel david bertrand roux
vincent fournier morel girard andré lefèvre mercier dupont bonnet françois legrand garnier faure
rousseau blanc guérin muller roussel nicolas perrin morin mathieu clément gauthier dumont
fontaine chevalier robin masson gérard boyer denis lemaire duval joly gautier roger roche roy
noël meunier jean marchand dufour blanchard marie barbier brun dumas brunet leroux colas vidal
caron picard rossi russo ferrari esposito bianchi romano colombo ricci marino greco bruno gallo
conti deluca costa giordano mancini rizzo lombardi moretti barbieri fontana santoro mariani
rinaldi caruso ferrara galli martini leone longo gentile martinelli vitale lombardo serra
coppola desantis dangelo marchetti parisi villa conte ferraro ferri fabbri bianco marini grasso
valentini messina sala oliveira souza lima pereira ferreira alves ribeiro carvalho gomes martins
rocha almeida araujo barbosa cardoso teixeira correia cavalcanti dias moura nascimento machado
freitas fernandes lopes vieira marques monteiro nunes moreira mendes borges zhang liu huang zhao
wu zhou xu sun ma zhu hu guo he lin gao luo zheng liang xie tang song deng han feng cao peng
zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei su lu ding ren shen yao cui zhong tan
fan jin shi liao jia xia fu fang bai zou meng xiong qin qiu hou yin xue yan duan lei tao mao hao
gu gong shao wan sato suzuki takahashi tanaka watanabe ito yamamoto nakamura kobayashi kato
yoshida yamada sasaki yamaguchi matsumoto inoue kimura hayashi shimizu yamazaki mori abe ikeda
hashimoto ishikawa yamashita ogawa ishii hasegawa goto okada kondo maeda fujita endo aoki
sakamoto murakami ota fujii kaneko nakajima nishimura fukuda miura okamoto takeuchi matsuda
nakagawa choi jeong kang cho yoon jang lim oh seo shin kwon hwang ahn ryu hong pham hoang phan
vu dang bui do ho ngo duong ly shah kumar sharma gupta khan reddy rao mehta joshi desai iyer
nair menon pillai chatterjee banerjee mukherjee das ghosh bose chowdhury agarwal verma mishra
pandey tiwari yadav chauhan kaur gill sandhu dhillon malik hussain ahmed ali iqbal sheikh
mohamed hassan ibrahim abdullah rahman saleh mansour haddad khoury nasser farah osman abdi
warsame ivanov smirnov kuznetsov popov vasiliev petrov sokolov mikhailov novikov fedorov morozov
volkov alekseev lebedev semenov egorov pavlov kozlov stepanov nikolaev orlov andreev makarov
nikitin zakharov nowak kowalski wisniewski wojcik kowalczyk kaminski lewandowski zielinski
szymanski wozniak dabrowski kozlowski jankowski mazur kwiatkowski krawczyk piotrowski grabowski
pawlowski michalski johansen olsen larsen andersen pedersen nilsen kristiansen karlsen johansson
andersson karlsson nilsson eriksson larsson olsson persson svensson gustafsson pettersson
jonsson jansson virtanen korhonen nieminen makinen dejong jansen devries vandenberg bakker
visser smit meijer deboer mulder degroot bos vos peeters janssens maes mertens willems claes
yilmaz kaya demir celik sahin yildiz yildirim ozturk aydin ozdemir arslan dogan kilic aslan
cetin kara koc kurt ozkan simsek papadopoulos vlahos angelopoulos nikolaidis georgiou okafor
adeyemi okonkwo balogun eze mensah owusu boateng asante dlamini nkosi ndlovu khumalo mwangi
otieno tadesse bekele popescu ionescu dumitru stan gheorghe horvath kovacs toth szabo nagy varga
kiss molnar novak svoboda novotny dvorak cerny garcía rodríguez gonzález fernández lópez
martínez sánchez pérez gómez martín jiménez hernández díaz álvarez muñoz alonso gutiérrez
domínguez vázquez gil ramírez serrano blanco suárez rubio marín sanz iglesias núñez garrido
cortés lozano cano prieto méndez calvo gallego león márquez peña cabrera fuentes carrasco diez
caballero nieto pascual santana herrero montero lorenzo hidalgo giménez ibáñez ferrer durán
vicente benítez
`
  .trim()
  .split(/\s+/)
