### Lle mae gwiriad o docs/protocol.md §6 yn methu: does dim byd yn cael ei ddangos, ac mae un frawddeg blaen yn dweud pam.

nothing-shown-page = Wnaethon ni ddim ei agor
nothing-shown-title = Does dim byd yn cael ei ddangos
nothing-shown-meaning = Efallai mai camgymeriad ydyw, neu efallai bod rhywun wedi newid rhywbeth. Mae’r hyn a anfonoch a’r hyn a agoroch o’r blaen yn ddiogel.
nothing-shown-next = Wnaethoch chi ddim byd o’i le. Ffoniwch eich hwylusydd a dweud wrthynt beth mae’r dudalen hon yn ei ddweud.
nothing-shown-code = Beth i’w ddweud wrthynt:

## Lle mae rhywun wedi atal eitem: does dim byd o’i le, ac nid yw neb yn cael ei enwi

not-now-page = Ddim ar gael nawr
not-now-what = Nid yw hwn ar gael nawr.
not-now-next = Gall eich hwylusydd ddweud mwy wrthych.

## Lle na ellid gwirio rhywbeth a ddywedwyd

left-out-title = Nid yw rhywbeth yn cael ei ddangos
left-out-meaning = Felly efallai nad yw’r hyn a welwch yma yn gyflawn. Chollwyd dim byd.

checking-item = Yn gwirio bod y cyfan yn ddilys. Mae hyn yn cymryd ennyd.
letter = Llythyr
recording = Recordiad
recording-loading = Yn paratoi’r recordiad.
still-none-yet = Ni ddangosir llun cyn i chi bwyso chwarae neu ofyn am un.
still-ask = Dangos llun llonydd yn gyntaf
still-shown = Dyma un llun o’r recordiad.
wave-label = Pa mor uchel yw’r recordiad, o’r dechrau i’r diwedd. Uchaf ar { $loudest }. Tawel am { $silent } i gyd.
wave-silent = Mae’r recordiad yn dawel o’r dechrau i’r diwedd.
captions-switch = Capsiynau ({ $spoken })
captions-left-out = Mae capsiynau na ellid eu gwirio. Ni chânt eu dangos.
pages = Llythyr ar bapur
page-of = Tudalen { $page } o { $pages }
page-alt = Tudalen { $page } o { $pages }, fel llun. Os na allwch ei gweld, gofynnwch i rywun ei darllen i chi.
page-window = Y dudalen. Gellir ei symud pan fydd yn fwy na’r sgrin.
page-loading = Yn paratoi’r dudalen.
page-larger = Mwy
page-smaller = Llai
page-before = Tudalen flaenorol
page-next = Tudalen nesaf
hidden-character = marc cudd { $code }

## Pwy sy’n cymryd rhan

verification-roster-invalid = Allen ni ddim gwneud yn siŵr pwy sy’n gweithio i’r gwasanaeth.
verification-roster-older = Cawsom hen restr o’r bobl sy’n gweithio i’r gwasanaeth.
verification-case-invalid = Allen ni ddim gwneud yn siŵr bod papurau eich achos yn ddilys.
verification-case-older = Cawsom hen bapurau eich achos.
verification-team-invalid = Allen ni ddim gwneud yn siŵr pwy sy’n gofalu am eich achos.
verification-team-key-missing = Nid ydych yn un o’r bobl a gaiff ddarllen hwn.
verification-certificate-invalid = Allen ni ddim gwneud yn siŵr pwy anfonodd hwn.
verification-own-key-replaced = Mae rhywun wedi rhoi allwedd arall yn lle eich un chi.
verification-signer-removed = Llofnodwyd papur o hwn gan rywun sydd wedi gadael, a does neb wedi’i gadarnhau.
verification-step-in-invalid = Allen ni ddim gwneud yn siŵr bod pobl eraill yn cael gofalu am eich achos.
verification-re-enrolment-missing = Mae gan rywun allwedd newydd, a does dim digon o bobl wedi’i chadarnhau.
verification-re-enrolment-invalid = Nid yw’r papur sy’n cadarnhau allwedd newydd rhywun yn ddilys, neu cafodd ei newid.
verification-mandate-invalid = Allen ni ddim gwneud yn siŵr bod rhywun yn cael gweithredu dros y sawl a anfonodd hwn.

## Cofnod yr achos

verification-head-invalid = Nid yw cadarnhad o gofnod eich achos yn ddilys, neu cafodd ei newid.
verification-head-mismatch = Mae cadarnhad o’r cofnod yn perthyn i gofnod arall.
verification-inclusion-invalid = Nid yw papur lle mae cofnod eich achos yn dweud ei fod.
verification-trail-broken = Cafodd cofnod yr achos ei newid.
verification-not-on-trail = Mae cofnod yr achos yn gadael allan yr hyn yr ydych newydd ei wneud.
verification-not-vouched = Llofnodwyd papur yn y cofnod gan rywun nad yw’n gweithio ar yr achos hwn nawr, a does neb wedi’i gadarnhau.

## Beth a anfonwyd

verification-manifest-missing = Mae’r papur sy’n dweud pwy anfonodd hwn ar goll.
verification-manifest-invalid = Nid yw’r papur sy’n dweud pwy anfonodd hwn yn ddilys, neu cafodd ei newid.
verification-item-mismatch = Cawsom rywbeth gwahanol i’r hyn y gofynnoch amdano.
verification-agreement-missing = Nid yw’r awdur wedi dweud ie eto i’r hyn a ysgrifennwyd drosto, neu a newidiwyd ynddo.
verification-agreement-invalid = Nid yw ie’r awdur i’r hyn a ysgrifennwyd drosto, neu a newidiwyd ynddo, yn ddilys, neu cafodd ei newid.
verification-attestation-invalid = Nid yw papur sy’n dweud beth wnaeth rhywun yn ddilys, neu cafodd ei newid.
verification-note-invalid = Nid yw nodyn am hwn yn ddilys, neu cafodd ei newid.
verification-record-invalid = Nid yw cofnod o’r paratoi yn ddilys, neu cafodd ei newid.
verification-captions-invalid = Nid capsiynau’r union recordiad hwn yw’r rhain, neu cawsant eu newid.
verification-rendition-missing = Mae’r papur am gopi diogel y recordiad hwn ar goll.
verification-rendition-invalid = Nid y copi diogel a wnaed yw copi’r recordiad hwn.

## A gafodd ei gymeradwyo

verification-decision-missing = Does dim hwylusydd wedi cymeradwyo hwn.
verification-decision-invalid = Nid yw cymeradwyaeth hwn yn ddilys, neu cafodd ei newid.
verification-decision-other-item = Mae’r gymeradwyaeth a gawsom ar gyfer rhywbeth arall.
verification-decision-expired = Mae cymeradwyaeth hwn yn rhy hen.
verification-signers-missing = Does dim digon o bobl wedi cymeradwyo hwn.
verification-recipient-mismatch = Ni chafodd hwn ei gymeradwyo i chi.
verification-sole-reader = Rhaid i rywun na helpodd gyda hwn ei ddarllen hefyd.
verification-regrant-invalid = Ni throsglwyddwyd hwn yn iawn i’ch allwedd newydd.
verification-recall-invalid = Nid yw papur sy’n cymryd hwn yn ôl yn ddilys, neu cafodd ei newid.
verification-suspension-invalid = Nid yw papur sy’n atal hwn, neu’n gadael iddo fynd ymlaen, yn ddilys, neu cafodd ei newid.

## Beth ddewisodd y derbynnydd

verification-acceptance-missing = Allen ni ddim dod o hyd i’ch ie chi i hwn.
verification-acceptance-invalid = Nid eich ie chi yw’r un a gawsom, neu cafodd ei newid.
verification-outside-window = Nid dyma’r amser a ddewisoch chi.

## A yw’r cynnwys yr un fath

verification-grant-missing = Mae’r allwedd i hwn ar goll.
verification-grant-replaced = Mae rhywun wedi rhoi allwedd arall yn lle’r un iawn.
verification-grant-unopenable = Nid yw’r allwedd a gawsom yn agor i chi.
verification-grant-mismatch = Mae’r allwedd a gawsom yn perthyn i rywbeth arall.
verification-table-replaced = Nid yr hyn sydd wedi’i storio yw’r hyn a gymeradwywyd.
verification-table-invalid = Mae’r hyn sydd wedi’i storio wedi’i ddifrodi neu ei newid.
verification-container-key = Nid yw’r allwedd yn ffitio’r hyn sydd wedi’i storio.
verification-chunk-replaced = Cafodd rhan ohono ei newid neu ei difrodi.
verification-chunk-unopenable = Doedd dim modd agor rhan ohono.
verification-padding-invalid = Cafodd ei ddiwedd ei newid neu ei ddifrodi.

## Cadarnhau person

verification-reply-mac = Cafodd yr ateb i’r cod hwn ei newid ar ei ffordd, neu rhywun arall a’i gwnaeth.
verification-reply-invalid = Does dim modd darllen yr ateb i’r cod hwn.
verification-reply-mismatch = Mae’r ateb yn perthyn i god arall.

verification-other = Nid yw rhywbeth ynddo fel y dylai fod.
