### Fersiynau mwy diogel: beth y gofynnir amdano, beth a newidiwyd, a beth mae’r awdur yn ei ddweud.
### Nid addewir i neb na ellir adnabod llais neu wyneb, ac nid yw’r sawl sy’n derbyn yn darllen dim o hyn.

## Beth a newidiwyd, mewn geiriau

edit-cut = Wedi’i dynnu allan: { $from } hyd { $until }
edit-sound-only = Dim ond y sain sy’n cael ei chadw
edit-voice = Mae sŵn y lleisiau wedi’i newid
edit-noise = Mae sŵn cyson wedi’i dynnu allan
edit-blur = Wedi’i bylu { $when }: { $where }
edit-pixelate = Mewn sgwariau { $when }: { $where }
edit-where-whole = y llun cyfan
edit-where-box = blwch { $left }% o’r chwith a { $top }% o’r brig, yn { $width }% o led ac yn { $height }% o uchder
edit-when-throughout = o’r dechrau i’r diwedd
edit-when-time = o { $from } hyd { $until }
edits-times = Amserau’r recordiad fel y cafodd ei anfon yw’r rhain.
edits-voice = Gall rhywun sy’n nabod llais ei adnabod o hyd ar ôl iddo gael ei newid.

## Beth mae darllenydd yn gofyn amdano

safer-offer-title = Os na ddylai rhywbeth ynddo fynd ymhellach
safer-offer-line = Gallwch ofyn am dorri rhan ohono allan, ei chuddio neu ei newid. Caiff yr awdur weld beth a wnaed, ac nid oes dim yn mynd ymhellach cyn iddo gytuno.
safer-begin = Gofyn am ei wneud yn fwy diogel

safer-title = Gofyn am ei wneud yn fwy diogel
safer-line = Dewiswch un newid ar ôl y llall. Caiff ei wneud o’r newydd o’r recordiad fel y cafodd ei anfon, ac ni ofynnir am ddim cyn i chi edrych ar bob un ohonynt.
safer-at = Mae’r chwaraewr ar { $time }.
safer-question = Beth ydych chi am ei newid?
safer-kind-cut = Tynnu amser allan
safer-kind-hide = Cuddio’r llun, neu ran ohono
safer-kind-voice = Newid sŵn y lleisiau
safer-kind-noise = Tynnu sŵn cyson allan
safer-kind-sound-only = Cadw’r sain yn unig
safer-hint-cut = Nid oes na llun na sain ar ôl ohono.
safer-hint-hide = Mae blwch yn aros lle y mae. Nid yw’n dilyn yr hyn sy’n symud.
safer-hint-voice = Mae lleisiau’n cael eu newid, nid eu cuddio. Gall rhywun sy’n nabod llais ei adnabod o hyd.
safer-hint-noise = Fel gwynt, neu ffan.
safer-hint-sound-only = Nid oes llun ar ôl.
safer-from = O
safer-until = Hyd
safer-time-hint = Munudau ac eiliadau, fel 1:05.5
safer-from-here = O’r fan hon
safer-until-here = Hyd at y fan hon
safer-how = Sut mae’n cael ei guddio
safer-how-blur = Wedi’i bylu
safer-how-pixelate = Mewn sgwariau
safer-whole = Y llun cyfan
safer-still = Y llun lle mae’r chwaraewr, gyda’r blwch arno
safer-still-hint = Dyma lle mae’r chwaraewr. Tynnwch flwch arno, neu teipiwch ble mae’r blwch.
safer-left = O’r chwith, fel canran
safer-top = O’r brig, fel canran
safer-width = Pa mor llydan, fel canran
safer-height = Pa mor uchel, fel canran
safer-throughout = O’r dechrau i’r diwedd
safer-add = Ychwanegu hwn
safer-list-title = Beth rydych yn gofyn amdano
safer-list-none = Dim byd eto.
safer-take-out = Tynnu hwn o’r rhestr
safer-plain = Ei gael fel y cafodd ei anfon

safer-nothing = Dewiswch beth rydych am ei newid
safer-unchanged = Mae’n union fel hyn yn barod. Newidiwch rywbeth, neu ewch yn ôl
safer-wrong-no-kind = Dewiswch beth rydych am ei newid
safer-wrong-no-time = Teipiwch funudau ac eiliadau, fel 1:05.5
safer-wrong-no-number = Teipiwch rif o 0 i 100
safer-wrong-time = Rhaid i hyn fod yn hwyrach na’r amser y mae’n dechrau
safer-wrong-behind-its-end = Mae’r recordiad wedi dod i ben erbyn hynny
safer-wrong-touches = Mae hyn yn cyffwrdd ag amser sy’n cael ei dynnu allan yn barod. Tynnwch hwnnw o’r rhestr yn gyntaf
safer-wrong-too-little-left = Byddai llai nag eiliad ar ôl. Dychwelwch y recordiad yn lle hynny
safer-wrong-box = Rhaid i’r blwch fod o fewn y llun
safer-wrong-twice = Mae hwn yn y rhestr yn barod
safer-wrong-without-picture = Lle cedwir y sain yn unig nid oes dim i’w guddio. Tynnwch un o’r ddau o’r rhestr
safer-wrong-too-many = Nid oes lle i ragor o newidiadau. Tynnwch un o’r rhestr yn gyntaf
safer-wrong-no-picture = Nid oes llun yn y recordiad hwn
safer-wrong-no-sound = Nid oes sain yn y recordiad hwn

safer-check-title = Gwiriwch cyn i chi ofyn
safer-check-plain = Dim byd. Caiff ei wneud eto fel y cafodd ei anfon.
safer-check-next = Rydych yn ei roi yn ôl gyda hyn, ac mae’n cael ei wneud. Bydd pwy bynnag sy’n ei gymryd o’r ciw wedyn yn darllen y cyfan eto.
sees-author-safer = Beth a newidiwyd. Mae’n ei chwarae, ac yn dweud a gaiff fynd ymlaen fel hyn.
sees-team-safer = Beth rydych yn gofyn amdano, a beth mae’r awdur yn ei ddweud.
safer-ask = Gofyn amdano
safer-asked-title = Mae’n cael ei wneud
safer-asked-what = Ar ôl iddo gael ei wneud mae yn y ciw eto, yn ei le. Mae hynny’n cymryd tua’r un faint o amser â’r tro cyntaf.
safer-asked-next = Caiff yr awdur ei weld bryd hynny. All neb ei gymeradwyo cyn i’r awdur gytuno.
safer-asked-plain = Does dim byd yn cael ei newid ynddo, felly ni ofynnir i neb.

## Beth mae darllenydd yn ei weld ohono

changed-title = Cafodd ei wneud yn fwy diogel
changed-agreed = Mae’r awdur wedi’i chwarae, ac wedi cytuno.
changed-wanted = Nid yw’r awdur wedi ateb eto. Gallwch ei ddarllen, a’i gymeradwyo ar ôl i’r awdur gytuno.
changed-declined = Dywedodd yr awdur na wrth hyn. Gallwch ofyn am ei newid mewn ffordd arall neu ei gael fel y cafodd ei anfon, neu ei ddychwelyd gyda’ch geiriau.
changed-failed = Ni ellid gwneud yr hyn y gofynnwyd amdano ddiwethaf. Dyma beth oedd yno o’r blaen.
decide-not-agreed = Nid yw’r awdur wedi cytuno i’r hyn a newidiwyd, felly allwch chi ddim ei gymeradwyo.
queue-author = Mae’n aros am ateb yr awdur

## Beth a ofynnir i’r awdur

status-author-changed = Mae’n aros am eich ateb
agree-waits = Mae eich recordiad yn aros am eich ateb
agree-made-safer = Cafodd ei wneud yn fwy diogel
agree-waits-line = Gofynnodd eich hwylusydd am newid rhywbeth ynddo, i’w wneud yn fwy diogel. Nid yw’n mynd ymhellach cyn i chi ei chwarae a dweud ie.
agree-look = Gweld beth a newidiwyd
agree-agreed = Rydych wedi dweud ie i’r hyn a newidiwyd ynddo.
agree-declined = Rydych wedi dweud na wrth yr hyn a newidiwyd ynddo. Gallwch edrych arno eto, a dweud ie o hyd.
agree-title = Beth a newidiwyd yn eich recordiad
agree-what = Dyma’r cyfan a newidiwyd. Chwaraewch ef, yna dywedwch a gaiff fynd ymlaen fel hyn.
agree-done = Rydych wedi dweud ie i hyn. Dim ond fel hyn y mae’n mynd ymlaen, a dim ond os yw eich hwylusydd yn ei gymeradwyo.
agree-length = Mae’n para { $length }.
agree-covered = Wedi’i chwarae hyd yn hyn: { $percent } y cant
agree-covered-part = Gallwch ddweud ie ar ôl i chi chwarae’r cyfan.
agree-covered-whole = Rydych wedi chwarae’r cyfan.
agree-question = A gaiff fynd ymlaen fel hyn?
agree-either = Does dim brys, a gallwch ddweud na. Os ydych am wybod pam y cafodd ei newid, ffoniwch eich hwylusydd.
agree-yes = Caiff, gall fynd ymlaen fel hyn
agree-no = Na, nid yr un yma
agree-nothing = Does dim byd i’w ateb yma nawr.
answered-yes-title = Rydych wedi dweud ie
answered-yes-what = Mae eich hwylusydd yn parhau gydag ef.
answered-yes-next = Dim ond fel hyn y caiff ei basio ymlaen, a dim ond os yw’r hwylusydd yn ei gymeradwyo. Gallwch ei gymryd yn ôl o hyd.
answered-no-title = Rydych wedi dweud na wrth hwn
answered-no-what = Nid yw’n mynd ymlaen fel hyn. Mae eich hwylusydd yn gweld eich ateb.
answered-no-next = Gall ofyn am ei newid mewn ffordd arall, ei gael fel y gwnaethoch ei anfon, neu siarad â chi. Os newidiwch eich meddwl, gallwch ddweud ie wrth hwn o hyd.
own-changed = Gofynnodd eich hwylusydd am newid hyn ynddo, i’w wneud yn fwy diogel:

trouble-not-seen-what = Ni chwaraewyd y cyfan
trouble-not-seen-safe = Chollwyd dim byd, ac ni lofnodwyd dim.
trouble-not-seen-next = Chwaraewch ef unwaith eto o’r dechrau i’r diwedd, yna dywedwch ie.
