/** Words that say little about who somebody is, and words that are one name in several spellings. */

/** Articles, conjunctions, kinship and honorific words: written or left out at will. */
const fillers = [
  'al', 'el', 'ul', 'il', 'and', 'the', 'of', 'for', 'to', 'in', 'at', 'on', 'by', 'a', 'an', 'de', 'del', 'la', 'le', 'les', 'los', 'las', 'y', 'e', 'i', 'da', 'do', 'dos', 'das', 'di', 'du', 'des', 'der', 'die', 'das', 'von', 'van', 'und', 'et',
  'bin', 'bint', 'ould', 'va', 'wa', 'ye', 'mr', 'mrs', 'ms', 'dr', 'president', 'presidente', 'es', 'ed', 'sr', 'jr', 'eng', 'prof', 'haji', 'hajji', 'hajj', 'haj', 'sheikh', 'sayyid', 'mullah', 'maulavi', 'maulana', 'messrs', 'ms', 'as', 'ibn', 'na', 'po', 'im', 'imeni', 'named', 'after', 'o', 'u', 'ar', 'ad', 'an', 'ash', 'ur',
]; // prettier-ignore

/** What companies call themselves everywhere: shared by strangers, so worth little even where the list happens to use it seldom. */
const businessWords = `
  trading trade trader traders traiding commerce commercial general group holding holdings international global world worldwide universal
  services service solutions systems system technology technologies technical tech engineering industries industry industrial enterprise enterprises
  investment investments invest capital finance financial bank banking insurance fund trust asset assets management consulting consultancy advisory
  partners partner associates ventures venture development developments construction contracting building real estate properties property
  shipping maritime marine lines line logistics transport transportation cargo freight aviation airlines airways air import export imports exports
  energy oil gas petroleum petrochemical petrochemicals power electric electronics electronic mining minerals metals metal steel gold resources
  chemical chemicals pharmaceutical pharmaceuticals medical health healthcare food foods products product production agriculture agricultural
  manufacturing machinery equipment supply supplies materials auto motors automotive
  foundation organization organisation association society center centre institute university company agency office bureau
  national central state public private first new united american european asia asian pacific atlantic north south east west northern southern
  eastern western middle gulf ocean sea island city home house land hotel hotels travel tourism media communications telecom network networks
  data digital software security computer computers information research science sciences scientific laboratories design studio
  star sun golden silver blue green red white black royal smart best good great big large prime premier elite alliance
  exchange market markets store stores shop retail wholesale brokers brokerage acquisition income bond municipal
  american america usa usd china india russia turkey iran dubai london york ship vessel tanker one two three ii iii
  vendor supplier customer client payee beneficiary account payment amazon web acme
  plant factory works zavod project projects complex branch branches party front movement army council committee union federation republic
  ministry department government islamic people peoples brothers sons
`;

/** Spellings of one given name, or of one business word. The first stands for all. */
const oneName = `
  muhammad mohammad mohammed mohamed mohamad muhammed muhamad mehmet mahomet mohd muhamed mohammod mokhammad magomed mukhammad mohamet mamadou
  ahmad ahmed achmad akhmad akhmed ahmet ahmadi
  mahmud mahmoud mahmood mehmood makhmud mahmut
  husayn hussein hussain husain hosein hossein hussayn husein khusein huseyin houssein hossain hocine
  hasan hassan hasen khasan hacene hassane
  ali aly
  umar omar oumar omer umer
  uthman othman osman usman ousmane
  usama osama oussama
  yusuf yousef youssef yousuf yusif yousif yusef youcef iosif
  yunus younis yunis younes yunes
  ibrahim ebrahim ibraheem brahim
  ismail esmail ismael esmaeil smail
  ishaq eshaq isaac
  ayub ayoub ayyub
  yaqub yaqoub yakub yaakoub jacob
  sulayman suleiman sulaiman soleiman soleimani suleyman solaiman suliman souleymane
  dawud daoud dawood davud daud
  musa moussa mousa moosa
  isa issa eisa
  khalid khaled halid
  walid waleed oualid
  said saeed saeid sayeed saied
  sayyid sayed syed seyed sayid seyyed sayyed seyid saiyid
  sheikh shaykh shaikh sheik cheikh shayh
  hajji haji hajj haj haaji alhaji
  mullah mulla molla mullo
  maulavi mawlawi mawlavi maulvi moulvi mawlvi
  abdullah abdallah abdulla abdellah abdollah abdalla abdella
  rahman rehman rahmaan rakhman
  rahim raheem rehim
  karim kareem kerim
  rashid rasheed rachid rashed
  jamal gamal djamal jamaal cemal
  jamil jameel djamil gamil cemil
  jabir jaber djaber gaber
  mustafa mostafa moustafa mustapha mostapha
  murtada mortada morteza murtaza
  reza rida riza redha ridha
  mahdi mehdi mahdy
  tariq tarek tareq tarik
  faysal faisal feisal feysal faycal
  nasir naser nasser nassir nacer
  qasim qassem kassem kasim ghasem qasem kassim qassim
  husni hosni
  zayd zaid zeid
  tahir taher
  aziz azeez
  fatima fatemeh fatimah fatma
  aisha aysha ayse
  maryam mariam meryem
  bin ben ibn
  abu abou bou
  abdul abdel abdal abd abdol abdou abdoul
  umm oum om
  sergei sergey serhiy serhii siarhei sergii sergej sergiy serguei
  aleksandr alexander alexandr oleksandr aliaksandr aleksander alexandre alyaksandr aleksandar oleksander iskandar
  aleksandra alexandra oleksandra
  aleksei alexey alexei aleksey oleksiy oleksii aliaksei alexy aleksej
  vladimir volodymyr uladzimir wladimir vladymir waldemar uladzimer
  vladimirovich volodymyrovych uladzimiravich vladimirovic
  dmitri dmitry dmitriy dmytro dmitrii dzmitry dimitri dmitrij dimitry
  nikolai nikolay mykola mikalai nikolaj nicolai nikolaos
  mikhail mykhailo mikhailo mihail michail mikhayil mikail michael mykhaylo
  yevgeni evgeny yevgeny evgeni evgenii yevhen yevgeniy evgeniy yevgenii evgueni eugene evgenij yauhen yevhenii
  yevgenievich evgenyevich yevgenyevich evgenievich
  andrei andrey andriy andrii andrej andriy andrew
  yuri yury yuriy yurii iurii jurij iouri yurij juri
  igor ihor
  oleg oleh aleh
  vasili vasily vasiliy vasyl vasilii vasil
  anatoli anatoly anatoliy anatolii anatolij
  viktor victor
  viktorovich victorovich viktorovych
  pavel pavlo
  pyotr petr petro piotr peter
  ivan iwan
  konstantin kostiantyn kanstantsin constantine
  maksim maxim maksym
  valeri valery valeriy valerii
  grigori grigory grigoriy hryhoriy hryhorii grigorii gregory
  gennadi gennady gennadiy hennadiy gennadii
  georgi georgy georgiy heorhiy georgii george
  arkadi arkady arkadiy arkadii
  yelena elena olena
  yekaterina ekaterina kateryna catherine katerina
  tatyana tatiana tetiana tatjana
  natalya natalia nataliya nataliia natalja
  yulia julia yuliya iuliia
  olga olha
  anastasia anastasiya
  denis denys
  artyom artem
  yegor egor
  fyodor fedor
  ilya ilia illia
  stepan stefan
  li lee
  jose joseph
  juan john
  zhang chang
  kim gim
  pak park
  ri rhee
  bank banque banco banka banking
  trading tradings traiding treding
  industry industriya industria
  group gruppa grupo gruppe groupe grup csoport skupina
  technology tekhnologiya tekhnologii tecnologia technologie
  technologies tekhnologi
  center centre tsentr centro zentrum
  plant zavod
  system systems sistema sistemy
  international internatsional mezhdunarodnyy internacional
  construction stroitelstvo stroitelnaya
  scientific nauchno
  production proizvodstvenno proizvodstvennoe
  institute institut instituto
  energy energiya energo energia
  republic respublika republica
  organization organisation organizatsiya organizacion organizace organizacija
  agency agence agentstvo agentura agencia agenzia agentur
  islamic islamique islamico islamiste islamskiy islami islamica
  defense defence
  union soyuz
  mechanical mekhanicheskiy mekhanicheskii mekhanichesky
  machine mashinostroitelnyy mashinostroitelnyi mashinostroitelny
  design konstruktorskoe konstruktorskoye konstruktorskii
  bureau byuro biuro buro
  research issledovatelskiy issledovatelskii issledovatelsky
  repair remontnyy remontnyi remontny
  armored armoured bronetankovyy bronetankovyi bronetankovy
  state gosudarstvennyy gosudarstvennyi gosudarstvenny gosudarstvennoe
  steel stali stal
  moscow moskva moskovskiy moskovsky moskovskii
  credit kreditnyy kreditnyi kreditny
  aviation aviatsionnyy aviatsionnyi aviatsiya
  electronic elektronnyy elektronnyi elektronika
  chemical khimicheskiy khimicheskii khimichesky
  russian rossiyskiy rossiiskii rossiyskaya rossiyskie russkiy
  safety bezopasnosti bezopasnost
  factory fabrika
  house dom
`;

/** Short forms that payment clerks and lists use for common company words. */
const abbreviations = new Map(
  Object.entries({
    grp: 'group', srvces: 'services', srvcs: 'services', svcs: 'services', svc: 'service', serv: 'services', srv: 'services', intl: 'international', trdg: 'trading', trd: 'trading', mfg: 'manufacturing', inds: 'industries', indus: 'industries',
    ind: 'industry', engg: 'engineering', dev: 'development', inv: 'investment', mgmt: 'management', mgt: 'management', hldg: 'holding', hldgs: 'holdings', bk: 'bank', assoc: 'association',
    inst: 'institute', univ: 'university', govt: 'government', natl: 'national', tech: 'technology', org: 'organization', est: 'establishment', ent: 'enterprises', transp: 'transport', shpg: 'shipping', const: 'construction',
    constr: 'construction', elec: 'electronics', pharm: 'pharmaceutical', petrochem: 'petrochemical', dept: 'department', bros: 'brothers', mfr: 'manufacturing', exp: 'export', imp: 'import',
  }),
); // prettier-ignore

const firstOfEach = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text
      .trim()
      .split('\n')
      .flatMap((line) => {
        const [first = '', ...rest] = line.trim().split(' ');
        return rest.map((spelling) => [spelling, first] as const);
      }),
  );

const fillerSet: ReadonlySet<string> = new Set(fillers);
const businessSet: ReadonlySet<string> = new Set(businessWords.trim().split(/\s+/));
const standsFor = firstOfEach(oneName);

export function isFiller(word: string): boolean {
  return fillerSet.has(word) || fillerSet.has(standsFor.get(word) ?? word);
}

export function isBusinessWord(word: string): boolean {
  return businessSet.has(word) || businessSet.has(standsFor.get(word) ?? word);
}

export function spelledOut(word: string): string {
  return abbreviations.get(word) ?? word;
}

/** The spelling that stands for a name's variants: `mehmet` -> `muhammad`; a word without variants is itself. */
export function standardSpelling(word: string): string {
  return standsFor.get(word) ?? word;
}
