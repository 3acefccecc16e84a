/** Words that point at nobody by themselves: given names and surnames many thousands bear, and ordinary words companies like to be called by. */
import { standardSpelling } from './name-words';

/**
 * From the statistical offices' and electoral rolls' lists of the most frequent names, in the spellings lists use. A name stands here once for all
 * spellings `name-words` knows as one.
 */
const givenNames = `
  muhammad ahmad mahmud husayn hasan ali umar uthman usama yusuf yunus ibrahim ismail ishaq ayub yaqub sulayman dawud musa isa khalid walid said sayyid
  abdullah abdul rahman rahim karim rashid jamal jamil jabir mustafa murtada reza rida mahdi tariq faysal nasir qasim husni zayd tahir aziz fatima aisha maryam abu
  hamza yahya iqbal bilal hamid hamad hamed habib haidar haider hadi hakim hakeem halim hamdan harun haroon hashim hashem hisham idris idriss imran ikram ihsan jafar jaafar jassim jasim
  javed javad javid jawad kamal kamil kazem kazim khalil latif latifa majid majed malik mansour mansur marwan masood masoud masud mazen mirza mohsen moin mubarak mukhtar mokhtar munir muneer nabil nabeel
  nadir nadeem nadia naeem naji najib najeeb nawaz nizar noor nour nur omid osama parviz qadir rafiq rafik raed rami ramadan ramzan ramzi rana rauf riad riyad riyadh riaz saad sabir sadiq sadegh saif salah
  saleh salih salem salim saleem sami samir sameer samira sardar shahid shakir shafiq sharif shareef shaukat siddiq siddiqui sohail sultan taha talal talib usman wahid wasim wael yasin yaseen yasir yasser yazid youssef zafar zahir zaki
  zakaria ziad ziyad zubair zulfiqar anwar arif asad asif ashraf atif ayman aymen azam azhar badr baha bakr bashar bashir bassam burhan daniyal ehsan emad essam fadel fadi fahd fahad faiz faisal faraj fares faris farid fareed farhad farhan farouk faruk
  farooq fawzi fayez firas fouad fuad ghassan ghulam gulam hafiz aamir amer amin ameen amina amir amjad ammar anas abbas adel adil adnan afzal akbar akram alaa alam alireza amirhossein hossam hussam ilyas elyas jalal laila layla leila zahra zainab zaynab khadija hanan huda
  mariam salma sara sarah yasmin yasmine rania rasha rima nasreen nasrin parvin shirin soheila maliha mina mehran mehrdad behzad behnam bahram bahman babak arash amirali dariush daryoush ebrahimi farshid farzad kaveh kianoush kourosh mojtaba morteza nima peyman pouya ramin saman siamak vahid
  mehmet ahmet ayse emine hatice zeynep elif merve mustafa huseyin hasan osman murat emre burak can cem deniz ebru engin erkan erol fatih ferhat furkan gokhan hakan halil ibrahim ilker kemal kenan levent mert metin murad mesut necati oguz okan onur orhan ozan ozgur ramazan recep sedat selim
  serdar serkan sinan suleyman tolga tuncay ugur umit volkan yasemin yasin yavuz yilmaz yusuf zeki fatma sevgi gul esra ozlem pinar selin tugba
  aleksandr aleksandra sergei vladimir dmitri nikolai mikhail yevgeni andrei yuri igor oleg vasili anatoli viktor pavel pyotr ivan konstantin maksim valeri grigori gennadi georgi arkadi yelena yekaterina tatyana natalya yulia olga anastasia denis artyom yegor fyodor ilya stepan aleksei
  aleksandrovich sergeyevich sergeevich vladimirovich dmitriyevich dmitrievich nikolayevich nikolaevich mikhailovich mikhaylovich andreyevich andreevich yuryevich yurievich igorevich olegovich vasilyevich vasilievich anatolyevich anatolievich viktorovich pavlovich petrovich ivanovich
  konstantinovich maksimovich valeryevich valerievich grigoryevich grigorievich gennadyevich gennadievich georgievich georgiyevich alekseyevich alekseevich yevgenievich borisovich leonidovich fedorovich fyodorovich stepanovich romanovich antonovich pavlovna ivanovna petrovna
  aleksandrovna sergeyevna sergeevna vladimirovna dmitrievna nikolaevna nikolayevna mikhailovna mikhaylovna andreevna andreyevna yurievna yuryevna anatolievna anatolyevna viktorovna vasilievna alekseevna alekseyevna borisovna leonidovna
  boris leonid roman anton ruslan timur eduard vitali vitaly vitaliy vyacheslav vladislav stanislav yaroslav nikita kirill daniil danil danila ignat gleb matvei timofei semyon semen lev marina irina svetlana ludmila lyudmila larisa galina nina vera nadezhda lyubov darya daria ksenia
  polina sofia sofya valentina valentin veronika viktoria victoria alina alla anna maria mariya marija
  jose juan luis carlos jorge pedro manuel francisco antonio miguel angel jesus david daniel rafael fernando alejandro javier roberto ricardo eduardo mario sergio raul alberto ramon enrique julio cesar arturo oscar hector victor pablo gustavo guillermo ruben andres diego gabriel ernesto alfredo hugo
  armando salvador rodolfo felipe ignacio agustin tomas felix martin ivan joaquin marco marcos mauricio gerardo rodrigo alfonso gilberto adrian cristian christian edgar omar samuel santiago sebastian nelson orlando ana maria carmen rosa gloria patricia martha marta luz laura claudia sandra
  adriana diana elena teresa guadalupe margarita silvia sonia veronica beatriz blanca angelica alejandra juana julia isabel cristina lucia monica gabriela daniela fernanda joao paulo jorge luiz pedro lucas mateus rafael bruno felipe thiago tiago ricardo rodrigo
  james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark donald steven paul andrew joshua kenneth kevin brian george edward ronald timothy jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin scott brandon benjamin
  samuel gregory frank alexander raymond patrick jack dennis jerry tyler aaron henry douglas peter adam nathan zachary walter kyle harold carl jeremy keith roger gerald ethan arthur terry lawrence sean albert joe willie ralph roy eugene russell louis philip johnny bobby randy
  mary jennifer linda elizabeth barbara susan jessica karen nancy lisa betty margaret ashley kimberly emily donna michelle carol amanda melissa deborah stephanie rebecca laura sharon cynthia kathleen amy angela shirley brenda emma pamela nicole helen samantha katherine christine debra rachel
  carolyn janet catherine heather diane ruth julie virginia joyce victoria kelly christina joan evelyn lauren judith megan cheryl martha andrea hannah jacqueline
  hans peter wolfgang klaus jurgen juergen dieter uwe horst gunter guenter manfred bernd heinz gerhard rainer werner helmut karl stefan andreas thomas michael matthias martin frank ralf jens sven lars jan piet willem johannes cornelis hendrik marie pierre jean jacques michel philippe alain bernard
  andre francois nicolas christophe laurent olivier pascal sebastien julien maxime giuseppe giovanni mario luigi francesco angelo vincenzo pietro salvatore franco paolo carlo marco andrea luca stefano alessandro matteo anders erik lars per nils johan karl olof mikael krzysztof andrzej piotr
  stanislaw tomasz pawel jozef marcin marek michal jerzy zbigniew grzegorz jan adam jakub vaclav jiri petr josef zdenek milan ivan goran zoran dragan milos nikola stefan marko
  wei fang min jing ying li na xiu lei yang tao ming chao hui hua jun jie ping gang bin bo hao hong jian yong yan yun xin xiao yu zhi qiang peng fei feng guang guo hai liang lin long mei ning qing rong rui shan sheng shu wen xia xiang ting ling lan dan cheng chun dong bing
  chol song il hyok nam su un kwang myong yong chun sok hak sun kyong kum hyon jong sung jun ho young min hee jin hyun soo
`;
const surnames = `
  khan shah malik chaudhry chaudhary butt bhatti sheikh qureshi raja rana mirza baig abbasi ansari hashmi naqvi zaidi rizvi kazmi jafari hosseini mohammadi ahmadi karimi moradi rezaei rezai ebrahimi rahimi jafari hashemi akbari sadeghi soltani heidari mousavi musavi ghasemi kazemi salehi
  sharifi amiri rostami najafi tavakoli abdi amini noori nouri rahmani azizi yusufzai popal stanikzai wardak
  yilmaz kaya demir celik sahin yildiz yildirim ozturk aydin ozdemir arslan dogan kilic aslan cetin kara koc kurt ozkan simsek polat erdogan gunes bulut ozcan turan
  ivanov ivanova smirnov smirnova kuznetsov kuznetsova popov popova vasiliev vasilyev vasilyeva petrov petrova sokolov sokolova mikhailov mikhaylov mikhailova novikov novikova fedorov fedorova morozov morozova volkov volkova alekseev alekseyev lebedev lebedeva semenov semyonov egorov yegorov
  pavlov pavlova kozlov kozlova stepanov stepanova nikolaev nikolayev orlov orlova andreev andreyev makarov makarova nikitin nikitina zakharov zakharova zaitsev zaytsev solovyov soloviev borisov borisova yakovlev yakovleva grigoriev grigoryev romanov romanova vorobyov vorobyev sergeev sergeyev
  kuzmin kuzmina frolov aleksandrov alexandrov dmitriev korolev korolyov gusev kiselev kiselyov ilyin ilin maksimov maximov polyakov sorokin vinogradov kovalev kovalyov belov medvedev antonov tarasov zhukov baranov filippov komarov davydov belyaev gerasimov bogdanov osipov sidorov matveev
  titov markov mironov krylov kulikov karpov vlasov melnikov denisov gavrilov tikhonov kazakov afanasyev danilov savelyev timofeev fomin chernov abramov martynov efimov fedotov shcherbakov nazarov kalinin isaev chernyshev bykov maslov rodionov konovalov lazarev voronin klimov filatov ponomarev
  golubev kudryavtsev prokhorov naumov potapov zhuravlev ovchinnikov trofimov leonov sobolev ermakov kolesnikov goncharov emelyanov nikiforov grachev kotov grishin efremov arkhipov gromov kirillov malyshev panov moiseev rumyantsev akimov kondratyev biryukov gorbunov anisimov eremin
  tikhomirov galkin lukyanov mikheev skvortsov yudin belousov nesterov simonov prokofiev kharitonov knyazev tsvetkov levin mitrofanov voronov aksenov sofronov maltsev loginov gorshkov savin krasnov mayorov demidov eliseev rybakov safonov plotnikov demin khokhlov fadeev molchanov ignatov
  litvinov ershov ushakov dementyev ryabov mukhin kalashnikov leontyev lobanov kuzin korneev evdokimov borodin platonov nekrasov balashov bondarenko shevchenko kovalenko tkachenko kravchenko oliynyk koval shevchuk polishchuk bondar lysenko melnyk petrenko marchenko savchenko rudenko moroz
  tkachuk pavlenko klymenko ponomarenko kravchuk kozak
  garcia rodriguez martinez hernandez lopez gonzalez perez sanchez ramirez torres flores rivera gomez diaz cruz morales reyes ortiz gutierrez chavez ramos ruiz mendoza alvarez castillo romero jimenez moreno vargas castro fernandez guzman munoz mendez salazar soto delgado pena rios alvarado sandoval
  contreras valdez dominguez guerrero estrada ortega nunez vega leon medina herrera aguilar silva santos souza sousa oliveira pereira lima carvalho ferreira ribeiro almeida costa gomes martins araujo melo barbosa rocha dias nascimento andrade moreira nunes marques cardoso teixeira rojas suarez cabrera
  campos figueroa fuentes molina navarro espinoza cardenas miranda acosta padilla mejia luna juarez carrillo osorio quintero valencia cortes zapata velez arias ospina restrepo giraldo duque marin correa bernal parra duarte rincon
  smith johnson williams brown jones miller davis wilson anderson thomas taylor moore jackson martin lee thompson white harris clark lewis robinson walker young allen king wright scott hill green adams nelson baker hall campbell mitchell carter roberts phillips evans turner parker collins edwards
  stewart morris murphy cook rogers morgan cooper peterson reed bailey bell kelly howard ward cox richardson wood watson brooks bennett gray james hughes price myers long foster sanders ross powell sullivan russell jenkins perry butler barnes fisher henderson coleman simmons patterson jordan
  reynolds hamilton graham griffin wallace west cole hayes gibson bryant ellis stevens murray ford marshall owens mcdonald harrison ruiz kennedy wells woods freeman webb tucker stone hunter hicks crawford henry boyd mason lowell edison baldwin quinn fox
  mueller muller schmidt schneider fischer weber meyer wagner becker schulz hoffmann schaefer koch bauer richter klein wolf schroeder neumann schwarz zimmermann braun hofmann hartmann krueger lange werner krause lehmann maier kohler herrmann walter konig huber kaiser fuchs scholz vogel
  nguyen tran pham huynh hoang phan vu vo dang bui ngo duong patel singh kumar sharma gupta verma das roy reddy rao shah mehta jain mishra agarwal ghosh banerjee mukherjee nair menon iyer joshi kaur begum akter hossain islam rahman uddin miah sarkar chowdhury
  wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng liang xie tang song xu deng han feng cao peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei su lu ding ren shen yao lu jiang cui zhong tan lu fan wang liao shi jin wei jia xia fu fang zou xiong
  bai meng qin qiu hou jiang yin xue yan duan lei long shi tao he gong hao mao chang wan gu lai mo kong xiang wong chan cheung leung lau chow ng cheng ho yeung tsang kwok tam
  kim lee park choi jung jeong kang cho yoon jang lim han oh seo shin kwon hwang ahn song yoo hong jeon ko moon son yang bae paik baek nam no ha ri pak choe chong kang cho yun chang im han o so sin kwon hwang an song yu hong chon ko mun son yang pae paek nam no ha
  sato suzuki takahashi tanaka watanabe ito yamamoto nakamura kobayashi kato yoshida yamada sasaki yamaguchi matsumoto inoue kimura hayashi
  aung htun htwe hlaing kyaw maung min myint naing soe thant thein tun win zaw zin moe than khin oo lwin
  hansen johansen olsen larsen andersen pedersen nilsen johansson andersson karlsson nilsson eriksson larsson olsson persson svensson gustafsson jensen nielsen christensen nowak kowalski kowalska wisniewski wojcik kowalczyk kaminski lewandowski zielinski novak svoboda novotny dvorak
  rossi russo ferrari esposito bianchi romano colombo ricci marino greco bruno gallo conti mancini costa giordano rizzo lombardi moretti dubois durand leroy moreau simon laurent lefebvre michel bertrand roux fournier girard bonnet dupont lambert fontaine rousseau
  okafor okonkwo ibrahim musa bello abubakar adamu sani usman yusuf mensah owusu diallo traore keita coulibaly diop ndiaye fall sow ba kone toure camara cisse sylla
`;
/** What companies all over the world are called: a word of the dictionary, a star, a god, a gem, a virtue. */
const ordinaryWords = `
  saturn jupiter neptune mercury venus mars pluto orion sirius vega polaris antares aurora avrora luna nova comet meteor galaxy galaktika cosmos kosmos universe apollo apollon atlas hermes germes titan zeus hera athena poseidon phoenix feniks fortuna victoria viktoria viktoriya
  olympus olymp delta alpha alfa beta gamma omega sigma lambda zeta theta epsilon vector vektor matrix quantum kvant kvantum impulse impuls signal sputnik vostok zenith zenit horizon gorizont meridian parallel axis focus fokus orbit orbita spectrum spektr prisma prism crystal kristall diamond emerald
  izumrud sapphire ruby topaz amber pearl coral opal onyx granite granit marble carbon karbon silicon neon argon radon xenon helium proton neutron elektron photon foton integral differential element elements context kontakt contact contract kontrakt partner project proekt progress prospect
  standard standart classic class klass model master expert profi profil leader lider champion victory pobeda triumph triumf success empire imperia imperial crown korona royal regent sovereign majestic grand prestige status lux luxe style fashion trend vision mission passion freedom liberty independence
  justice unity harmony peace mir hope nadezhda faith trust truth pravda wisdom spirit soul heart dream magic miracle wonder glory slava honor pride brave courage hero legend myth saga epic story eagle falcon sokol hawk lion lev tiger bear wolf fox panther leopard jaguar horse stallion bull dragon griffin
  grifon pegasus swan dolphin shark whale salmon cobra viper scorpion spider bee ant butterfly rose lotus lily orchid tulip violet jasmine olive palm cedar oak pine birch willow maple forest garden meadow field river lake mountain hill valley canyon rock stone sand desert oasis spring fountain
  cascade falls glacier snow ice frost winter summer autumn sunrise sunset dawn morning noon night midnight moon rain storm thunder lightning rainbow cloud sky wind breeze fire flame spark blaze ember torch light lamp beacon mayak bridge most gate gateway door key lock tower castle palace fortress citadel
  arsenal shield armor sword spear arrow bow anchor compass navigator explorer voyager pioneer frontier passage voyage journey quest discovery expedition odyssey marathon sprint rocket jet wing wings flight pilot captain admiral marshal ranger guardian sentinel sentry patrol security safety
  base basis core centrum central point tochka line linia circle krug square triangle cube kub sphere sfera ring chain link network node nexus hub portal platform system module block modul unit union alliance coalition consortium syndicate federation league club society community family dynasty
  heritage legacy tradition antique vintage modern future today tomorrow forever eternal infinity infinite absolute total ultra super mega maxi mini micro nano macro poly mono duo trio quartet quattro penta hexa octo deca century millennium epoch era age time tempo rhythm melody music sonata opera
  symphony ballet theatre drama poem novel book page letter word logo logos brand mark label sign symbol icon image picture photo video film screen studio gallery museum academy school college university campus student teacher professor doctor nurse hospital clinic pharmacy medicine health
  fitness sport game play toy gift present party festival carnival celebration jubilee wedding birthday holiday vacation resort hotel motel inn lodge villa cottage house home room kitchen table chair bed carpet curtain window wall floor roof brick cement concrete steel iron copper bronze brass
  silver gold platinum titanium aluminum nickel zinc tin lead cobalt chrome uranium lithium sodium calcium magnesium potassium oxygen hydrogen nitrogen water aqua akva ocean marine naval nautilus neptun trident triton siren mermaid corsair pirate buccaneer viking warrior knight samurai ninja spartan
  trojan roman greek persian arabian indian chinese russian american european african asian global planet earth terra gaia world globe globus continent country nation state region city town village market bazaar plaza mall boutique salon spa beauty glamour elegance grace charm bliss joy happiness
  delight pleasure comfort ease relax energy power force strength dynamic dinamika kinetic active aktiv action reaction motion mobile auto moto motor turbo diesel petrol engine machine robot android cyber digital virtual binary logic logika algorithm algoritm code kod program soft hard data info
  source resource resurs stock share bond option future index trend growth profit capital credit kredit finance invest budget balance bonus prize jackpot casino poker lotto bingo fortune chance luck lucky destiny fate karma zen yoga guru oracle prophet angel archangel cherub seraph saint monk priest
  bishop cardinal pope temple church mosque chapel cathedral monastery abbey solid liquid fluid plasma solar lunar stellar astral cosmic atomic nuclear thermal termal electric optic optical acoustic sonic audio radio tele micron optima optimum maximum minimum premium extra plus prime primer first alliance
  verus integra innova inova genesis exodus revelation phoenixes restart start finish final ultimate terminal portal port harbor harbour marina bay beach coast island isle archipelago reef lagoon pearl shell pacific atlantic arctic antarctic north south east west
  smart clever wise bright brilliant fine fresh pure clean clear true real ideal perfect super best better good great big large small little new old young happy merry jolly golden white black red blue green yellow orange purple pink brown grey gray
  metro express cargo transit transfer shuttle courier messenger pony navigator eagle reliance resolute summit peak everest alps alpine montana nevada colorado dakota texas florida sahara sinai nile amazon danube volga don ural baikal caspian baltic adriatic
  inversiones inversion comercializadora comercial inmobiliaria servicios constructora transportes distribuidora importadora exportadora agropecuaria ganadera asesores consultores grupo promotora operadora administradora industrias productos alimentos
  parma verona florence milan siena roma napoli paris london berlin vienna geneva oslo madrid lisbon athens cairo dubai delhi tokyo
`;

const split = (text: string): string[] => text.trim().split(/\s+/);
const writtenNames: ReadonlySet<string> = new Set([...split(givenNames), ...split(surnames)]);
const standardNames: ReadonlySet<string> = new Set([...writtenNames].map(standardSpelling));
const commonplaceWords: ReadonlySet<string> = new Set(split(ordinaryWords));

/** A given name or surname that many thousands bear. */
export function isCommonplaceName(word: string): boolean {
  if (writtenNames.has(word)) return true;
  const standard = standardSpelling(word);
  // `Soleimani` is spelt like a variant of Sulayman and is a surname made from it.
  const isMadeFrom = word.endsWith('i') && !standard.endsWith('i');
  return !isMadeFrom && standardNames.has(standard);
}

/** Such a name, or an ordinary word. */
export function isCommonplace(word: string): boolean {
  return isCommonplaceName(word) || commonplaceWords.has(word);
}
