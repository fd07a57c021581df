### Yr hyn mae’r tîm yn ei gofnodi cyn cyfnewid, a’r hyn sydd yn ei ffordd.

before-exchange-title = Cyn cyfnewid
before-exchange-line = Dyma’r hyn sydd yn y ffordd nawr.
before-exchange-clear = Does dim byd yn y ffordd nawr.
both-directions = Y ddwy ffordd
direction-harmed = Oddi wrth y person a niweidiwyd, rownd { $round }
direction-responsible = Oddi wrth y person cyfrifol, rownd { $round }
direction-clear = Gall fynd ymlaen: { $media }.
direction-nothing-else = Does dim byd arall yn y ffordd.
not-in-plan = Nid yn y cynllun: { $media }.
medium-letter = Llythyrau
medium-recording = Recordiadau
medium-paper = Llythyrau ar bapur

obstacle-author-not-informed-harmed = Does neb wedi esbonio cymryd rhan i’r person a niweidiwyd.
obstacle-author-not-informed-responsible = Does neb wedi esbonio cymryd rhan i’r person cyfrifol.
obstacle-recipient-not-informed-harmed = Does neb wedi esbonio cymryd rhan i’r person a niweidiwyd.
obstacle-recipient-not-informed-responsible = Does neb wedi esbonio cymryd rhan i’r person cyfrifol.
obstacle-author-consent-missing-harmed = Nid yw’r person a niweidiwyd wedi dweud ie i gymryd rhan ac i anfon.
obstacle-author-consent-missing-responsible = Nid yw’r person cyfrifol wedi dweud ie i gymryd rhan ac i anfon.
obstacle-recipient-consent-missing-harmed = Nid yw’r person a niweidiwyd wedi dweud ie i gymryd rhan ac i dderbyn.
obstacle-recipient-consent-missing-responsible = Nid yw’r person cyfrifol wedi dweud ie i gymryd rhan ac i dderbyn.
obstacle-author-not-ready-harmed = Nid yw’r person a niweidiwyd wedi’i baratoi ar gyfer rownd { $round }.
obstacle-author-not-ready-responsible = Nid yw’r person cyfrifol wedi’i baratoi ar gyfer rownd { $round }.
obstacle-recipient-not-ready-harmed = Nid yw’r person a niweidiwyd wedi’i baratoi ar gyfer rownd { $round }.
obstacle-recipient-not-ready-responsible = Nid yw’r person cyfrifol wedi’i baratoi ar gyfer rownd { $round }.
obstacle-acknowledgement-missing = Nid yw’r person cyfrifol wedi dweud ei fod yn derbyn cyfrifoldeb.
obstacle-risk-not-assessed = Nid yw’r risg wedi’i hasesu.
obstacle-risk-expired = Cafodd y risg ei hasesu’n rhy bell yn ôl.
obstacle-risk-not-acceptable = Nid yw’r risg yn dderbyniol.
obstacle-risk-triggered = Mae rhywbeth wedi digwydd ers asesu’r risg sy’n gofyn am ei hasesu eto.
obstacle-restriction-blocks = Nid yw gorchymyn neu amod yn ei ganiatáu.
obstacle-restriction-expired = Mae’r diwrnod y cofnodwyd gorchymyn neu amod hyd ato wedi mynd heibio.
obstacle-proceedings-live = Nid yw llys neu’r heddlu wedi gorffen.
obstacle-clearance-missing = Nid yw’r sefydliad wedi rhoi ei ganiatâd.
obstacle-clearance-expired = Mae caniatâd y sefydliad wedi dod i ben.
obstacle-day-not-confirmed = Nid yw eu sefydliad wedi cadarnhau diwrnod ar ei gyfer, neu nid yw’r diwrnod hwnnw rhwng wyth a hanner awr wedi pedwar.
obstacle-plan-missing = Does dim cynllun ar gyfer y cyfnewid.
obstacle-medium-not-in-plan = Nid yw hyn yn y cynllun.
obstacle-rounds-used-up = Mae pob rownd o’r cynllun wedi’i defnyddio.
obstacle-reply-not-in-plan = Maen nhw wedi derbyn rhywbeth, ac nid oes ateb ganddyn nhw yn y cynllun.
obstacle-age-passed = Mae pen-blwydd wedi mynd heibio ers i oedran rhywun gael ei gofnodi.
obstacle-guardian-missing = Nid yw gwarcheidwad wedi cytuno.
obstacle-second-reader-missing = { blocker-second-reader-missing }
obstacle-employed-here = { blocker-employed-here }
obstacle-sign-off-missing = { blocker-sign-off-missing }
obstacle-harm-not-recorded = { blocker-harm-not-recorded }
obstacle-barred-by-policy = { blocker-barred-by-policy }
obstacle-paused = Mae rhywun wedi oedi.
obstacle-choice-missing = Dydyn nhw ddim wedi dewis eto sut maen nhw am glywed.
obstacle-not-asked-for = Maen nhw am glywed dim ond pan fyddant yn gofyn, a dydyn nhw ddim wedi gofyn.
obstacle-not-wanted = Dydyn nhw ddim am gael gwybod am ddim.
obstacle-declined = Dywedon nhw na wrth hwn. Gallant ofyn amdano eto.
obstacle-other = Mae rhywbeth arall ar goll. Gofynnwch i’ch goruchwyliwr.
obstacle-media = Dim ond ar gyfer: { $media }

by-facilitator = Gallwch chi neu gydweithiwr wneud hyn.
by-harmed = Y person a niweidiwyd sy’n gwneud hyn ar ei dudalen ei hun.
by-responsible = Y person cyfrifol sy’n gwneud hyn ar ei dudalen ei hun.
by-supervisor = Goruchwyliwr o’r tîm sy’n gwneud hyn.
by-pauser = Y sawl a oedodd sy’n gadael iddo fynd ymlaen, ar ei dudalen ei hun.
by-service = Arhoswch nes iddo gyrraedd. Os yw’n aros i gael ei ddarllen, bydd darllenydd yn ei gymryd.
how-add-reader = Dewch â chydweithiwr i’r tîm. Gwneir hyn yn y derfynell, gyda “team add”.
how-hand-over = Rhaid iddo fynd at sefydliad arall. Siaradwch â’ch goruchwyliwr.
act-explain = Cofnodi’r hyn a esbonioch chi
act-prepare = Cofnodi ei fod wedi’i baratoi
act-assess-risk = Cofnodi’r risg
act-settle-restriction = Edrych ar y gorchmynion a’r amodau
act-clear-proceedings = Cofnodi y gall fynd ymlaen
act-get-clearance = Edrych ar y caniatadau
act-confirm-day = Cofnodi’r diwrnod
act-agree-plan = Cofnodi’r cynllun
act-declare-conflict = Cofnodi eich cysylltiadau eich hun
act-record-age = Cofnodi eu hoedran
act-record-employment = Cofnodi pwy sy’n eu cyflogi
act-ask-guardian = Cofnodi’r hyn a ddywedodd y gwarcheidwad
act-ask-for-two-readers = Gofyn am ddau ddarllenydd
act-sign-off = Ei gymeradwyo

## Beth sydd wedi’i gofnodi

records-title = Beth sydd wedi’i gofnodi
records-line = Gallwch gofnodi pob un o’r rhain eto unrhyw bryd. Yr un olaf sy’n cyfrif.
record-this = Cofnodi
recorded-nothing = Heb ei gofnodi eto
recorded-over = Mae’r diwrnod hwn wedi mynd heibio.
recorded-information-given = Esboniwyd ar { $day }
recorded-risk-acceptable = Derbyniol tan { $until }. Aseswyd ar { $day }.
recorded-risk-not-acceptable = Ddim yn dderbyniol. Aseswyd ar { $day }.
recorded-restriction-blocks = Ddim yn caniatáu’r gwasanaeth hwn, tan { $until }
recorded-restriction-permits = Yn caniatáu’r gwasanaeth hwn, tan { $until }
recorded-restriction-lifted = Wedi’i godi. Cofnodwyd ar { $day }.
recorded-proceedings-live = Heb orffen. Cofnodwyd ar { $day }.
recorded-proceedings-cleared = Gall fynd ymlaen. Cofnodwyd ar { $day }.
recorded-clearance-needed = Ei angen. Cofnodwyd ar { $day }.
recorded-clearance-given = Wedi’i roi tan { $until }
recorded-clearance-not-needed = Dim ei angen. Cofnodwyd ar { $day }.
recorded-readiness-ready = Wedi’i baratoi. Cofnodwyd ar { $day }.
recorded-readiness-not-ready = Heb ei baratoi. Cofnodwyd ar { $day }.
recorded-plan-agreed = { $rounds ->
    [two] 2 rownd. { $media }. Cytunwyd ar { $day }.
   *[other] { $rounds } rownd. { $media }. Cytunwyd ar { $day }.
}
fact-person = Person
fact-explained = Esboniwyd
fact-language = Iaith
fact-until = Tan
fact-risk = Risg
fact-proceedings = Llys a heddlu
fact-clearance = Caniatâd
fact-readiness = Wedi’i baratoi
fact-readiness-round = Wedi’i baratoi ar gyfer rownd { $round }
fact-round = Rownd
fact-rounds = Rowndiau
fact-media = Ym mha ffyrdd
fact-plan = Cynllun
fact-restricts = Am bwy y mae
fact-restriction = Beth mae’n ei ddweud
fact-own-word = Eu gair eu hunain
own-take-part-any-undecided = Cymryd rhan: dim wedi’i ddweud eto
own-take-part-any-yes = Cymryd rhan: ie, { $day }
own-take-part-any-withdrawn = Cymryd rhan: cymerwyd yn ôl, { $day }
own-send-letter-undecided = Anfon llythyrau: dim wedi’i ddweud eto
own-send-letter-yes = Anfon llythyrau: ie, { $day }
own-send-letter-withdrawn = Anfon llythyrau: cymerwyd yn ôl, { $day }
own-send-recording-undecided = Anfon recordiadau: dim wedi’i ddweud eto
own-send-recording-yes = Anfon recordiadau: ie, { $day }
own-send-recording-withdrawn = Anfon recordiadau: cymerwyd yn ôl, { $day }
own-receive-letter-undecided = Derbyn llythyrau: dim wedi’i ddweud eto
own-receive-letter-yes = Derbyn llythyrau: ie, { $day }
own-receive-letter-withdrawn = Derbyn llythyrau: cymerwyd yn ôl, { $day }
own-receive-recording-undecided = Derbyn recordiadau: dim wedi’i ddweud eto
own-receive-recording-yes = Derbyn recordiadau: ie, { $day }
own-receive-recording-withdrawn = Derbyn recordiadau: cymerwyd yn ôl, { $day }
own-acknowledgement-undecided = Derbyn cyfrifoldeb: dim wedi’i ddweud eto
own-acknowledgement-yes = Derbyn cyfrifoldeb: ie, { $day }
own-acknowledgement-withdrawn = Derbyn cyfrifoldeb: cymerwyd yn ôl, { $day }

## Cofnodi un peth

record-check-title = Gwiriwch cyn i chi lofnodi
record-check-line = Rydych yn llofnodi hyn â’ch allwedd eich hun. Mae’n aros yng nghofnod yr achos.
record-signing = Yn llofnodi. Mae hyn yn cymryd eiliad.
record-sign = Llofnodi a chofnodi
recorded-title = Mae wedi’i gofnodi
recorded-line = Mae eich llofnod arno.
recorded-back = Yn ôl i’r achos
recorded-more = Beth arall sydd wedi’i gofnodi
record-status-missing = Dewiswch un o’r rhain
choose-number = Dewiswch
date-hint = Er enghraifft, { $day } { $month } { $year }
date-part-day = Diwrnod
date-part-month = Mis
date-part-year = Blwyddyn
date-missing = Teipiwch y diwrnod y mae’n para hyd ato
date-none = Does dim diwrnod o’r fath. Gwiriwch y diwrnod, y mis a’r flwyddyn
date-over = Mae’r diwrnod hwnnw wedi mynd heibio. Teipiwch un hwyrach

explain-title-harmed = Beth esbonioch chi i’r person a niweidiwyd?
explain-title-responsible = Beth esbonioch chi i’r person cyfrifol?
explain-line = Cofnodwch hyn ar ôl i chi esbonio’r cyfan, ac ar ôl iddynt ddweud wrthych yn eu geiriau eu hunain beth mae’n ei olygu.
explain-language = Ym mha iaith esbonioch chi ef?
explain-language-missing = Dewiswch yr iaith y gwnaethoch ei esbonio ynddi

risk-title = Asesu’r risg
risk-line = Edrychwch ar y ddau berson, ar yr hyn a ddigwyddodd, ac ar yr hyn a all ddod ohono. Aseswch eto pan fydd rhywbeth yn newid.
risk-question = A yw risg cyfnewid yn dderbyniol?
risk-acceptable = Ydy, tan ddiwrnod
risk-not-acceptable = Nac ydy, nid yw’n dderbyniol
risk-not-acceptable-hint = All dim byd gael ei anfon, ei gynnig na’i agor.
risk-until = Tan ba ddiwrnod?

restrictions-title = Gorchmynion ac amodau
restrictions-none = Dim wedi’u cofnodi.
restriction-number = Gorchymyn neu amod { $number }
restriction-title = Beth sydd wedi digwydd i’r gorchymyn neu’r amod hwn?
restriction-title-new = Cofnodi gorchymyn neu amod
restriction-line = Gofynnwch i bwy bynnag a’i gwnaeth, a darllenwch yr hyn y mae’n ei ddweud. Yn eich nodiadau y mae lle i’w enw ac i bwy ddywedodd wrthych.
restriction-person = Am bwy y mae?
restriction-person-missing = Dewiswch am bwy y mae
restriction-question = Beth mae’n ei ddweud am gyfnewid?
restriction-blocks = Nid yw’n caniatáu’r gwasanaeth hwn
restriction-hint-blocks = All dim byd basio, beth bynnag y mae pobl wedi cytuno iddo.
restriction-permits = Mae’n caniatáu cyswllt drwy’r gwasanaeth hwn
restriction-hint-permits = Dim ond cyswllt arall y mae’n ei rwystro.
restriction-lifted = Mae wedi’i godi
restriction-until = Tan ba ddiwrnod y mae’n para?

proceedings-title = Llys a heddlu
proceedings-line = Tra bo llys neu’r heddlu’n dal wrthi, all dim byd basio.
proceedings-question = A all cyfnewid fynd ymlaen?
proceedings-live = Na, nid ydynt wedi gorffen
proceedings-live-hint = All dim byd basio nes i’r heddlu neu’r erlynydd ddweud hynny.
proceedings-cleared = Gall, gall fynd ymlaen
proceedings-cleared-hint = Maent wedi gorffen, neu mae’r heddlu neu’r erlynydd wedi dweud hynny.

clearance-title-harmed = Caniatâd ar gyfer y person a niweidiwyd
clearance-title-responsible = Caniatâd ar gyfer y person cyfrifol
clearance-line = Mae angen caniatâd y lle y maent ynddo ar rywun yn y ddalfa.
clearance-question = A oes angen caniatâd?
clearance-not-needed = Na, does dim angen un
clearance-not-needed-hint = Nid ydynt yn y ddalfa.
clearance-needed = Oes, ac nid yw yno eto
clearance-needed-hint = All dim byd basio nes y bydd.
clearance-given = Oes, ac fe’i rhoddwyd tan ddiwrnod
clearance-until = Tan ba ddiwrnod?

readiness-title-harmed = A yw’r person a niweidiwyd wedi’i baratoi?
readiness-title-responsible = A yw’r person cyfrifol wedi’i baratoi?
readiness-line = Siaradwch â nhw cyn pob rownd: beth maent yn gobeithio amdano, beth a all ddod, a phwy sydd yno iddynt.
readiness-round = Pa rownd?
readiness-round-hint = Rownd 1 yw’r llythyr neu’r recordiad cyntaf y mae rhywun yn ei anfon, rownd 2 yr ail.
readiness-question = A ydynt wedi’u paratoi ar gyfer y rownd hon?
readiness-ready = Ydynt, maent wedi’u paratoi
readiness-not-ready = Nac ydynt, ddim eto
round-missing = Dewiswch y rownd

plan-title = Cynllunio’r cyfnewid
plan-line = Cofnodwch yr hyn y mae’r ddau berson wedi cytuno iddo. Gallwch gytuno ar gynllun arall yn nes ymlaen.
plan-rounds = Faint o rowndiau?
plan-rounds-hint = Ym mhob rownd gall pob un ohonynt anfon un llythyr neu recordiad.
plan-media = Ym mha ffyrdd?
plan-media-hint = Dewiswch bopeth y mae’r ddau wedi cytuno iddo.
rounds-missing = Dewiswch faint o rowndiau
media-missing = Dewiswch un ffordd neu fwy

## Am yr achos a’i bobl, cyn ei fod yn barod

before-ready-title = Cyn bod yr achos yn barod
records-what = Yr hyn a esboniwyd, a aseswyd, a gadarnhawyd ac y cytunwyd arno, pob un â llofnod.
records-look = Edrych arno, neu gofnodi mwy
recorded-age-adult = 18 oed neu’n hŷn. Cofnodwyd ar { $day }.
recorded-age-young = 16 neu 17 oed. Yn troi’n 18 ar { $next }.
recorded-age-child = O dan 16 oed. Yn troi’n 16 ar { $next }.
recorded-guardian-agreed = Wedi cytuno. Cofnodwyd ar { $day }.
recorded-guardian-refused = Heb gytuno. Cofnodwyd ar { $day }.
recorded-guardian-not-required = Does dim angen gofyn i neb. Cofnodwyd ar { $day }.
recorded-guardian-not-safe-to-ask = Nid yw’n ddiogel gofyn. Llofnodwyd gan oruchwyliwr ar { $day }.
recorded-employment-employed = Wedi’i gyflogi gan eich sefydliad. Cofnodwyd ar { $day }.
recorded-employment-not-employed = Heb ei gyflogi gan eich sefydliad. Cofnodwyd ar { $day }.
recorded-custody-in-custody = Yn y ddalfa. Cofnodwyd ar { $day }.
recorded-custody-community = Ddim yn y ddalfa. Cofnodwyd ar { $day }.
recorded-custody-day-supported = Wedi’i gadarnhau ar gyfer { $until }, gyda chymorth.
recorded-custody-day-withdrawn = Does dim diwrnod wedi’i gadarnhau. Cofnodwyd ar { $day }.
recorded-conflict-none = Dim cysylltiadau. Cofnodwyd ar { $day }.
recorded-conflict-declared = Cysylltiad ag un ohonynt. Cofnodwyd ar { $day }.
recorded-sign-off-given = Rhoddwyd ar { $day }
recorded-sign-off-withdrawn = Cymerwyd yn ôl ar { $day }
recorded-level-level-1 = Lefel 1. Cofnodwyd ar { $day }.
recorded-level-level-2 = Lefel 2. Cofnodwyd ar { $day }.
recorded-level-level-3 = Lefel 3. Cofnodwyd ar { $day }.
recorded-setting-community = Yn y gymuned. Cofnodwyd ar { $day }.
recorded-setting-custody = Yn y ddalfa. Cofnodwyd ar { $day }.
recorded-setting-youth = Gyda thîm cyfiawnder ieuenctid. Cofnodwyd ar { $day }.
recorded-setting-care-home = Mewn cartref gofal. Cofnodwyd ar { $day }.
recorded-setting-school = Mewn ysgol. Cofnodwyd ar { $day }.
fact-age = Oedran
fact-guardian = Gwarcheidwad
fact-employment = Cyflogwr
fact-custody = Dalfa
fact-custody-day = Diwrnod yn y ddalfa
fact-conflict = Eich cysylltiadau eich hun
fact-conflict-colleague = Cysylltiadau cydweithiwr { $number }
fact-sign-off = Cymeradwyaeth goruchwyliwr
fact-level = Lefel
fact-setting = Lleoliad
fact-readers = Darllenwyr
birthday-missing = Teipiwch ddiwrnod y pen-blwydd hwnnw

ask-age-title-harmed = Faint yw oed y person a niweidiwyd?
ask-age-title-responsible = Faint yw oed y person cyfrifol?
ask-age-line = Ar gyfer rhywun o dan 18 oed, efallai y bydd yn rhaid i warcheidwad gytuno, ac mae dau berson yn darllen popeth.
ask-age-question = Faint yw eu hoed?
ask-age-is-adult = 18 oed neu’n hŷn
ask-age-is-young = 16 neu 17 oed
ask-age-is-child = O dan 16 oed
ask-age-when-young = Ar ba ddiwrnod maen nhw’n troi’n 18?
ask-age-when-child = Ar ba ddiwrnod maen nhw’n troi’n 16?

ask-guardian-title-harmed = A yw gwarcheidwad y person a niweidiwyd wedi cytuno?
ask-guardian-title-responsible = A yw gwarcheidwad y person cyfrifol wedi cytuno?
ask-guardian-line = Gofynnwch i riant, i warcheidwad neu i bwy bynnag sydd â’r ddyletswydd honno. Os nad yw’n ddiogel gofyn, goruchwyliwr sy’n cofnodi hynny.
ask-guardian-question = Beth ddywedon nhw?
ask-guardian-is-agreed = Maen nhw wedi cytuno
ask-guardian-is-refused = Dydyn nhw ddim wedi cytuno
ask-guardian-hint-refused = All dim byd basio.
ask-guardian-is-not-required = Does dim angen gofyn i neb
ask-guardian-hint-not-required = Dim ond yn 16 neu 17 oed, a dim ond os yw eich polisi’n dweud hynny.
ask-guardian-is-not-safe-to-ask = Nid yw’n ddiogel gofyn iddynt
ask-guardian-hint-not-safe-to-ask = Rydych yn llofnodi hyn fel goruchwyliwr. Ysgrifennwch y rheswm yn eich nodiadau.
ask-guardian-none = Dim ond ar gyfer rhywun y cofnodwyd ei fod o dan 18 oed y gofynnir i warcheidwad.

ask-employment-title-harmed = A yw eich sefydliad yn cyflogi’r person a niweidiwyd?
ask-employment-title-responsible = A yw eich sefydliad yn cyflogi’r person cyfrifol?
ask-employment-line = All sefydliad ddim adolygu’r hyn y mae ei staff ei hun yn ei ysgrifennu nac yn ei dderbyn.
ask-employment-question = Pa un o’r rhain sy’n wir?
ask-employment-is-not-employed = Nid yw eich sefydliad yn eu cyflogi
ask-employment-is-employed = Mae eich sefydliad yn eu cyflogi
ask-employment-hint-employed = Wedyn rhaid i’r achos fynd at sefydliad arall.

ask-custody-title-harmed = A yw’r person a niweidiwyd yn y ddalfa?
ask-custody-title-responsible = A yw’r person cyfrifol yn y ddalfa?
ask-custody-line = Pan fyddant yn symud i le arall, cofnodwch hyn eto. Dim ond y lle y maent ynddo nawr all roi ei ganiatâd.
ask-custody-question = Ble maen nhw?
ask-custody-is-community = Ddim yn y ddalfa
ask-custody-is-in-custody = Yn y ddalfa
ask-custody-hint-in-custody = Wedyn rhaid i’r lle roi ei ganiatâd.

ask-conflict-title = A oes rhywbeth yn eich cysylltu ag un ohonynt?
ask-conflict-line = Ni ddylech weithio ar achos rhywun rydych yn ei adnabod, rydych yn perthyn iddo, neu rydych wedi gweithio gydag ef mewn rôl arall. Drosoch chi eich hun yn unig rydych yn dweud hyn.
ask-conflict-question = Pa un o’r rhain sy’n wir amdanoch chi?
ask-conflict-is-none = Does dim byd yn fy nghysylltu â’r naill na’r llall
ask-conflict-is-declared = Mae rhywbeth yn fy nghysylltu ag un ohonynt
ask-conflict-hint-declared = Wedyn bydd cydweithiwr yn cymryd yr achos. Siaradwch â’ch goruchwyliwr.

ask-sign-off-title = Cymeradwyo’r llwybr arbennig
ask-sign-off-line = Dim ond tra bo goruchwyliwr wedi’i gymeradwyo y mae achos ar y llwybr arbennig yn mynd ymlaen.
ask-sign-off-question = A all yr achos hwn fynd ymlaen?
ask-sign-off-is-given = Gall, rwy’n ei gymeradwyo
ask-sign-off-is-withdrawn = Na all, mae’r gymeradwyaeth yn cael ei chymryd yn ôl
ask-sign-off-hint-withdrawn = All dim byd basio nes i oruchwyliwr ei gymeradwyo eto.
ask-sign-off-none = Dim ond goruchwyliwr all gymeradwyo hyn.

ask-level-title = Pa lefel yw’r achos hwn?
ask-level-line = Mae’r lefel yn dweud faint o gyswllt sydd, a faint o amser a hyfforddiant sydd eu hangen ar gyfer hynny.
ask-level-question = Pa lefel?
ask-level-is-level-1 = Lefel 1
ask-level-hint-level-1 = Rhywbeth bach, a setlwyd yn fuan ar ôl iddo ddigwydd.
ask-level-is-level-2 = Lefel 2
ask-level-hint-level-2 = Y rhan fwyaf o achosion. Caiff y ddau berson eu paratoi dros amser.
ask-level-is-level-3 = Lefel 3
ask-level-hint-level-3 = Sensitif neu gymhleth, gyda hwylusydd wedi’i hyfforddi ar gyfer hynny.

ask-setting-title = I ble mae’r achos hwn yn perthyn?
ask-setting-line = Ar gyfer eich adroddiadau y mae hyn. Nid yw pobl yr achos yn ei weld.
ask-setting-question = Pa leoliad?
ask-setting-is-community = Yn y gymuned
ask-setting-is-custody = Yn y ddalfa
ask-setting-is-youth = Gyda thîm cyfiawnder ieuenctid
ask-setting-is-care-home = Mewn cartref gofal
ask-setting-is-school = Mewn ysgol

readers-title = Gofyn am ddau ddarllenydd
readers-line = Wedyn bydd dau berson yn darllen popeth cyn iddo gael ei gynnig. Allwch chi ddim mynd yn ôl i un.
readers-question = Beth ddylai’r achos hwn ofyn amdano?
readers-ask-two = Dau ddarllenydd
readers-hint-two = Mae angen hyn bob amser ar gyfer rhywun o dan 18 oed.
readers-ask-special = Dau ddarllenydd a’r llwybr arbennig
readers-hint-special = Ar gyfer achosion sensitif. Rhaid i oruchwyliwr ei gymeradwyo.
readers-nothing-more = Mae’r achos hwn eisoes yn gofyn am ddau ddarllenydd a’r llwybr arbennig.
readers-facilitator = Hwylusydd o’r tîm sy’n gofyn am hyn.
readers-one = Un darllenydd
readers-two = Dau ddarllenydd
readers-special = Dau ddarllenydd, llwybr arbennig
## Sut maen nhw am glywed

fact-hearing = Am glywed
hears-title = Sut maen nhw am glywed
hears-undecided = Dim byd wedi’i ddewis eto. Dydyn nhw ddim yn cael gwybod dim nes iddyn nhw ddewis.
hears-tell-me = Dywedwch wrtha i, { $day }.
hears-only-if-asked = Dim ond os gofynnaf, { $day }.
hears-never = Peidiwch byth â dweud wrtha i, { $day }.
lets-know-nothing = Nid yw’r ochr arall yn cael gwybod dim.
lets-know-accepted = Caiff yr ochr arall wybod bod rhywbeth wedi’i dderbyn.
lets-know-opened = Caiff yr ochr arall wybod bod rhywbeth wedi’i agor.

## Trosglwyddo

hand-over-title = I’w drosglwyddo
hand-over-printed = am ei gael ar bapur.
hand-over-read-aloud = am ei glywed yn cael ei ddarllen gennych chi.
hand-over-played = am iddo gael ei chwarae gennych chi.
hand-over-when = Dewison nhw { $from } tan { $until }.
hand-over-not-yet = Mae rhywbeth yn sefyll yn y ffordd o hyd, neu nid yw’r amser wedi dod.
hand-over-done = Rwyf wedi’i drosglwyddo

## Diwrnod yn y ddalfa

custody-day-title-harmed = Diwrnod i’r person a niweidiwyd
custody-day-title-responsible = Diwrnod i’r person cyfrifol
custody-day-line = Gofynnwch i’r lle y maent ynddo. Ar y diwrnod hwnnw rhaid i rywun fod yno iddynt pan fyddant wedi’i dderbyn, ac wedyn.
custody-day-ends = Rhaid iddo fod yn ddiwrnod gwaith. Gellir ei dderbyn o wyth y bore tan ganol y prynhawn, fel nad ydynt wedi’u cloi ar eu pen eu hunain gydag ef. Pan fyddant yn symud, gofynnwch eto.
custody-day-question = A yw’r lle wedi cadarnhau diwrnod?
custody-day-supported = Ydy, ac mae rhywun yno iddynt
custody-day-supported-hint = Mae angen diwrnod o’r fath ar bob peth y maent yn ei dderbyn.
custody-day-which = Pa ddiwrnod?
custody-day-withdrawn = Nac ydy, neu ddim mwyach
custody-day-withdrawn-hint = Does dim byd yn cael ei ryddhau iddynt.
custody-day-weekend = Dewiswch ddiwrnod o ddydd Llun i ddydd Gwener
custody-day-too-late = Dewiswch ddiwrnod nad yw’n rhy hwyr arno
