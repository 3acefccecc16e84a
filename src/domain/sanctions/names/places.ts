/** Towns and countries as payments write them behind a name: where a payee is says nothing of who it is. */

/** Capitals, towns of about half a million people or more, and seats of banks and ports, in their English and local spellings. */
const towns = `
  abidjan, abu dhabi, abuja, accra, adana, addis ababa, aden, adelaide, ahmedabad, ahvaz, ajman, aktau, aktobe, aleppo, alexandria, algiers, alicante, almaty, amman, amsterdam, andijan, ankara, antalya, antananarivo, antwerp, antwerpen, arbil, erbil, arkhangelsk, ashgabat, asmara, astana, asuncion, athens, athina,
  atlanta, atyrau, auckland, austin, baghdad, bahrain, baku, baltimore, bamako, bandar abbas, bandung, bangalore, bengaluru, bangkok, bangui, banja luka, banjul, barcelona, bari, barnaul, barranquilla, basel, basra, bari, batumi, beijing, peking, beirut, belfast, belgrade, beograd, belo horizonte, benghazi, bergen,
  berlin, bern, bilbao, birmingham, bishkek, bissau, bogota, bologna, bonn, bordeaux, boston, brasilia, bratislava, brazzaville, bremen, brescia, brest, brisbane, bristol, brno, brussels, bruxelles, brussel, bucharest, bucuresti, budapest, buenos aires, bujumbura, bukhara, bulawayo, bursa, busan, pusan, cairo, calgary, cali, calcutta,
  kolkata, canberra, cape town, caracas, cardiff, cartagena, casablanca, changchun, changsha, chelyabinsk, chengdu, chennai, chernihiv, chicago, chisinau, chittagong, chongqing, cincinnati, cleveland, cologne, koln, colombo, columbus, conakry, constanta, copenhagen, kobenhavn, cordoba, cork, cotonou, cracow, krakow, culiacan, dakar, dalian, dallas,
  damascus, dammam, daressalaam, dar es salaam, daegu, davao, debrecen, delhi, new delhi, denizli, denver, detroit, dhaka, diyarbakir, djibouti, dnipro, dnipropetrovsk, doha, donetsk, dongguan, dortmund, douala, dresden, dubai, deira, jebel ali, dublin, durban, dushanbe, dusseldorf, duesseldorf, edinburgh, ekaterinburg, yekaterinburg,
  erzurum, eskisehir, essen, faisalabad, fergana, florence, firenze, fortaleza, foshan, frankfurt, frankfurt am main, freetown, fukuoka, fujairah, fuzhou, gaborone, gaza, gaziantep, gdansk, gdynia, geneva, geneve, genf, genoa, genova, georgetown, ghent, gent, glasgow, gothenburg, goteborg, graz, grozny, guadalajara, guangzhou,
  guatemala city, guayaquil, guiyang, gujranwala, hague, the hague, den haag, haifa, hama, hamadan, hamburg, hangzhou, hanoi, hannover, hanover, harare, harbin, hargeisa, havana, la habana, hefei, helsinki, herat, ho chi minh city, saigon, homs, hong kong, hongkong, kowloon, wan chai, houston, hyderabad, ibadan, incheon, indianapolis,
  irkutsk, isfahan, esfahan, islamabad, istanbul, kadikoy, sisli, izhevsk, izmir, izmit, jaipur, jakarta, jeddah, jiddah, jerusalem, jinan, johannesburg, juba, kabul, kaliningrad, kampala, kandahar, kano, kaohsiung, karachi, karaganda, karaj, kathmandu, kaunas, kayseri, kazan, kemerovo, kerman, kermanshah, khabarovsk, kharkiv, kharkov,
  kherson, khartoum, kiev, kyiv, kigali, kingston, kinshasa, kirov, kobe, kocaeli, konya, kosice, krasnodar, krasnoyarsk, kuala lumpur, kunming, kutaisi, kuwait city, kyoto, la paz, lagos, lahore, las vegas, latakia, lausanne, leeds, leipzig, libreville, liege, lille, lilongwe, lima, limassol, lipetsk, lisbon, lisboa, liverpool, ljubljana,
  lodz, lome, london, los angeles, luanda, lubumbashi, lucerne, lugano, lugansk, luhansk, lusaka, luxembourg, lviv, lyon, madrid, magnitogorsk, makhachkala, malabo, malaga, male, malmo, managua, manama, manchester, mandalay, manila, makati, maputo, maracaibo, mariupol, marrakech, marseille, mashhad, mazar i sharif, mecca, makkah, medan, medellin, medina,
  melbourne, memphis, mersin, mexico city, ciudad de mexico, miami, milan, milano, milwaukee, minneapolis, minsk, mogadishu, mombasa, monaco, monrovia, monterrey, montevideo, montreal, moroni, moscow, moskva, moskau, moscou, mosul, mumbai, bombay, munich, munchen, muenchen, murmansk, muscat, mykolaiv, nagoya, nagpur, nairobi, nakhchivan, namangan, nampo, nanjing,
  nantes, naples, napoli, nashville, nassau, naypyidaw, ndjamena, new york, nyc, manhattan, brooklyn, newcastle, niamey, nice, nicosia, lefkosia, ningbo, nis, nizhny novgorod, nouakchott, novi sad, novokuznetsk, novorossiysk, novosibirsk, nukus, nuremberg, nurnberg, odesa, odessa, omsk, oporto, porto, oran, orenburg, orlando, osaka, osh, oslo, ottawa,
  ouagadougou, palermo, palma, panama city, paramaribo, paris, penza, perm, perth, peshawar, philadelphia, phnom penh, phoenix, piraeus, pittsburgh, plovdiv, podgorica, port louis, port moresby, port of spain, port said, port sudan, port au prince, portland, poznan, prague, praha, praia, pretoria, pristina, puebla, pune, pyongyang, qingdao, qom, quebec,
  quetta, quito, rabat, raqqa, ras al khaimah, rasht, rawalpindi, recife, reykjavik, riga, rijeka, rio de janeiro, riyadh, riyad, rome, roma, rosario, rostov, rostov on don, rostov na donu, rotterdam, ryazan, sacramento, salvador, salzburg, samara, samarkand, samsun, san antonio, san diego, san francisco, san jose, san juan, san salvador, sana, sanaa,
  santiago, santo domingo, santa cruz, sao paulo, sapporo, sarajevo, saratov, seattle, seoul, sevastopol, sevilla, seville, shanghai, sharjah, sheffield, shenyang, shenzhen, shiraz, shymkent, simferopol, sinaloa, singapore, skopje, smolensk, sochi, sofia, sofiya, split, st petersburg, saint petersburg, sankt peterburg, sankt petersburg, stavropol,
  stockholm, strasbourg, stuttgart, subotica, sumqayit, surabaya, surat, surgut, suva, suzhou, sydney, tabriz, taipei, tallinn, tangier, tarabulus, tartu, tartus, tashkent, tbilisi, tegucigalpa, tehran, teheran, tel aviv, the valley, thessaloniki, thiruvananthapuram, tianjin, tijuana, timisoara, tirana, tiraspol, togliatti, tokyo, tolyatti, tomsk, toronto,
  toulouse, trabzon, trieste, tripoli, tula, tunis, turin, torino, turku, tver, tyumen, ufa, ulaanbaatar, ulan bator, ulan ude, ulyanovsk, utrecht, vaduz, valencia, valletta, valparaiso, vancouver, varna, venice, venezia, vienna, wien, vientiane, vilnius, vitebsk, vladivostok, volgograd, voronezh, warsaw, warszawa, washington, washington dc, windhoek,
  wroclaw, wuhan, wuxi, xiamen, xian, yangon, rangoon, yaounde, yaroslavl, yazd, yerevan, yiwu, yokohama, zagreb, zahedan, zanzibar, zaporizhzhia, zaporozhye, zaragoza, zhengzhou, zhuhai, zug, zurich, zuerich, tortola, road town, george town, douglas, st helier, gibraltar, majuro, victoria mahe, new jersey, california, texas, florida, delaware, wyoming, nevada,
  besiktas, uskudar, beyoglu, bakirkoy, atasehir, maslak, levent, fatih, umraniye, pendik, cankaya, bornova, nilufer, gebze
`;
/** Beside what the runtime knows of countries in English: adjectives do not count, other names do. */
const alsoCountries = `
  usa, us, united states of america, uk, great britain, england, scotland, wales, northern ireland, uae, emirates, turkiye, turkey, rf, russian federation, rossiya, prc, p r china, peoples republic of china, dprk, democratic peoples republic of korea, rok, republic of korea, korea, south korea, north korea, islamic republic of iran, syrian arab republic,
  burma, ivory coast, czech republic, czechia, holland, deutschland, osterreich, schweiz, suisse, svizzera, espana, italia, france, polska, magyarorszag, brasil, mexico, peru, macedonia, kosovo, palestine, taiwan, hong kong sar, macau, vietnam, laos, moldova, tanzania, bolivia, venezuela, congo, drc, crimea, ksa, kingdom of saudi arabia, bvi, british virgin islands
`;

interface PlaceNode {
  isEnd: boolean;
  readonly next: Map<string, PlaceNode>;
}

const newNode = (): PlaceNode => ({ isEnd: false, next: new Map() });

function plant(): PlaceNode {
  const root = newNode();
  const countries = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
  const letters = Array.from({ length: 26 }, (_, at) => String.fromCharCode(65 + at));
  const known = letters.flatMap((first) => letters.map((second) => countries.of(first + second) ?? ''));
  const plain = known.map((name) =>
    name
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^a-z ]+/g, ' '),
  );
  for (const place of [...towns.split(','), ...alsoCountries.split(','), ...plain]) {
    let node = root;
    for (const word of place.trim().split(/\s+/)) {
      if (word === '') continue;
      const next = node.next.get(word) ?? newNode();
      node.next.set(word, next);
      node = next;
    }
    if (node !== root) node.isEnd = true;
  }
  return root;
}

let planted: PlaceNode | undefined;

/** How many words from here on are a town or a country, the longest that fits; 0 for none. */
export function placeAt(words: readonly string[], from: number): number {
  // At its first use: the runtime's names of countries take some milliseconds.
  let node = (planted ??= plant());
  let longest = 0;
  for (let at = from; at < words.length; at += 1) {
    const next = node.next.get(words[at] ?? '');
    if (!next) break;
    node = next;
    if (node.isEnd) longest = at - from + 1;
  }
  return longest;
}
