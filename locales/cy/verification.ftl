### Lle mae gwiriad o docs/protocol.md §6 yn methu: does dim byd yn cael ei ddangos, ac mae un frawddeg blaen yn dweud pam.

nothing-shown-page = Wnaethon ni ddim ei agor
nothing-shown-title = Does dim byd yn cael ei ddangos
nothing-shown-meaning = Efallai mai camgymeriad ydyw, neu efallai bod rhywun wedi newid rhywbeth. Mae’r hyn a anfonoch a’r hyn a agoroch o’r blaen yn ddiogel.
nothing-shown-next = Wnaethoch chi ddim byd o’i le. Ffoniwch eich hwylusydd a dweud wrthynt beth mae’r dudalen hon yn ei ddweud.
nothing-shown-code = Beth i’w ddweud wrthynt:
checking-item = Yn gwirio bod y cyfan yn ddilys. Mae hyn yn cymryd ennyd.
letter = Llythyr
recording = Recordiad
recording-loading = Yn paratoi’r recordiad.
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

## Beth a anfonwyd

verification-manifest-missing = Mae’r papur sy’n dweud pwy anfonodd hwn ar goll.
verification-manifest-invalid = Nid yw’r papur sy’n dweud pwy anfonodd hwn yn ddilys, neu cafodd ei newid.
verification-item-mismatch = Cawsom rywbeth gwahanol i’r hyn y gofynnoch amdano.
verification-rendition-missing = Mae’r papur am gopi diogel y recordiad hwn ar goll.
verification-rendition-invalid = Nid y copi diogel a wnaed yw copi’r recordiad hwn.

## A gafodd ei gymeradwyo

verification-decision-missing = Does dim hwylusydd wedi cymeradwyo hwn.
verification-decision-invalid = Nid yw cymeradwyaeth hwn yn ddilys, neu cafodd ei newid.
verification-decision-other-item = Mae’r gymeradwyaeth a gawsom ar gyfer rhywbeth arall.
verification-decision-expired = Mae cymeradwyaeth hwn yn rhy hen.
verification-signers-missing = Does dim digon o bobl wedi cymeradwyo hwn.
verification-recipient-mismatch = Ni chafodd hwn ei gymeradwyo i chi.

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
