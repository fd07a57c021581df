### Yr hyn y mae darllenwyr yn ei benderfynu, beth mae’r awdur yn cael ei wybod, a gofyn i rywun edrych eto.
### Eiddo pob un yw ei ddymuniad: ni chaiff yr un frawddeg i awdur ddweud beth ddewisodd y person arall.

## Penderfynu

go-to-decision = Parhau i’ch penderfyniad
decide-early = Mae’n rhaid i mi benderfynu cyn y diwedd
decide-title = Eich penderfyniad
decide-question = Beth yw eich penderfyniad?
decide-hint = Does dim byd wedi’i lofnodi eto. Gallwch edrych ar y cyfan unwaith eto ar y tudalennau nesaf.
decide-approve = Ei gymeradwyo
decide-approve-hint = Caiff gyrraedd y person arall, fel y gofynnodd.
decide-return = Ei ddychwelyd i gael ei newid
decide-return-hint = Gall yr awdur ei newid a’i anfon eto.
decide-withhold = Ei ddal yn ôl
decide-withhold-hint = Nid yw’n cael ei basio ymlaen. Gall yr awdur ofyn unwaith i rywun arall edrych eto.
decide-escalate = Ei uwchgyfeirio
decide-escalate-hint = Gall rhywun fod mewn perygl. Mae’n cael ei gloi nes i oruchwyliwr edrych i mewn iddo.
decide-missing = Dewiswch beth yw eich penderfyniad
decide-not-whole = Nid ydych wedi cyrraedd y diwedd eto, felly allwch chi ddim ei gymeradwyo. Gallwch fynd yn ôl a pharhau.
hand-back-title = Os na allwch fynd ymlaen
hand-back-line = Rhowch ef yn ôl, a gall cydweithiwr ei gymryd. Does dim byd yn cael ei lofnodi.
hand-back = Ei roi yn ôl yn y ciw

no-title-return = Ei ddychwelyd i gael ei newid
no-title-withhold = Ei ddal yn ôl
no-reason = Beth yw’r rheswm?
no-reason-hint = Mae’r awdur yn cael gwybod hyn mewn geiriau plaen.
no-reason-private = Dim ond na ellir ei basio ymlaen nawr y mae’r awdur yn cael ei wybod. Eiddo’r person arall yw ei ddymuniad.
no-reason-missing = Dewiswch reswm
no-words = Eich geiriau i’r awdur
no-words-hint-return = Mae’n darllen yn union hyn. Dywedwch beth ddylai newid, a beth sy’n dda fel y mae. Nid yw’r person arall byth yn ei weld.
no-words-hint-withhold = Mae’n darllen yn union hyn. Byddwch yn onest ac yn garedig, a dywedwch beth y gall ei wneud nawr. Nid yw’r person arall byth yn ei weld.
no-words-missing = Ysgrifennwch rai geiriau i’r awdur
no-words-too-long = Ysgrifennwch lai, os gwelwch yn dda. Mae lle i hyd at 4000 o nodau
no-words-none = Dim
no-fact-reason = Rheswm
no-fact-told = Beth mae’r awdur yn cael ei wybod

reason-identifies-someone = Mae’n dangos pwy yw rhywun, neu ble mae
reason-contact-details = Mae’n rhoi rhif ffôn, cyfeiriad neu ffordd arall o gysylltu
reason-blames = Mae’n rhoi’r bai ar y person arall
reason-threatens = Mae’n bygwth rhywun, neu’n swnio fel bygythiad
reason-may-hurt = Gall frifo’r person arall
reason-goes-against-wishes = Nid yw’n cadw at yr hyn y gofynnodd y person arall amdano
reason-unclear = Mae’n anodd ei ddeall
reason-recording-unusable = Ni ellir ei glywed na’i weld yn ddigon da
reason-seeks-contact = Mae’n ceisio cysylltu mewn ffordd arall
reason-breaks-an-order = Mae’n mynd yn groes i orchymyn llys neu amod
reason-would-harm = Byddai’n niweidio rhywun
reason-not-wanted = Does dim o’i eisiau
reason-other = Rhywbeth arall

check-return-title = Gwiriwch cyn i chi ei ddychwelyd
check-withhold-title = Gwiriwch cyn i chi ei ddal yn ôl
check-escalate-title = Gwiriwch cyn i chi ei uwchgyfeirio
sees-title = Pwy sy’n gweld beth
sees-author = Yr awdur
sees-other = Y person arall
sees-team = Eich tîm
sees-author-return = Ei fod yn dod yn ôl i gael ei newid, pam, a’ch geiriau.
sees-author-withhold = Nad yw’n cael ei basio ymlaen, pam, a’ch geiriau. Gall ofyn unwaith i rywun arall edrych eto.
sees-author-escalate = Ei fod gyda’i hwylusydd, fel o’r blaen. Dim byd arall.
sees-other-nothing = Dim byd. Nid yw’n cael gwybod bod unrhyw beth yno.
sees-team-return = Eich penderfyniad, y rheswm a’ch geiriau. Mae eich llofnod arnynt.
sees-team-withhold = Eich penderfyniad, y rheswm a’ch geiriau. Mae eich llofnod arnynt.
sees-team-escalate = Eich bod wedi’i gloi, a’ch geiriau. Mae eich llofnod arnynt.
signing-decision = Yn llofnodi. Mae hyn yn cymryd ennyd.
sign-return = Ei ddychwelyd i gael ei newid
sign-withhold = Ei ddal yn ôl
sign-escalate = Ei gloi nawr

escalate-title = Ei uwchgyfeirio
escalate-what = Os gall rhywun fod mewn perygl, gwnewch hyn nawr. Does dim rhaid i chi ddarllen hyd y diwedd.
escalate-point-1 = Mae’n cael ei gloi ar unwaith. All neb ei ddarllen, penderfynu amdano na’i agor.
escalate-point-2 = Mae eich tîm yn gweld ei fod wedi’i gloi, a’r hyn rydych yn ei ysgrifennu yma.
escalate-point-3 = Bydd goruchwyliwr ar y tîm, nid chi, yn edrych i mewn iddo ac yn gallu ei ddatgloi.
escalate-point-4 = Nid yw’r awdur na’r person arall yn cael gwybod.
escalate-call = Nid yw hyn yn galw neb. Os oes bywyd neu blentyn mewn perygl, ffoniwch 999 neu eich tîm ar ddyletswydd yn gyntaf.
escalate-words = Eich geiriau i’r tîm
escalate-words-hint = Beth sy’n eich poeni, a beth rydych wedi’i wneud. Gallwch adael hwn yn wag.

done-return-title = Mae wedi’i ddychwelyd i gael ei newid
done-return-what = Bydd yr awdur yn gweld pam, a’ch geiriau, y tro nesaf y bydd yn edrych.
done-return-next = Pan fydd yn ei anfon eto, daw’n ôl i’r ciw a chaiff ei ddarllen o’r newydd.
done-withhold-title = Mae wedi’i ddal yn ôl
done-withhold-what = Bydd yr awdur yn gweld pam, a’ch geiriau, y tro nesaf y bydd yn edrych.
done-withhold-next = Os bydd yn gofyn i rywun edrych eto, rhywun arall fydd yn penderfynu. Allwch chi ddim ei gymryd bryd hynny.
done-escalate-title = Mae wedi’i gloi
done-escalate-what = All neb ei agor nawr.
done-escalate-next = Dywedwch wrth oruchwyliwr ar y tîm hwn eich hun. Bydd yn ei weld ymhlith yr hyn sydd wedi’i gloi.

## Beth mae’r awdur yn cael ei wybod

why-identifies-someone = Gallai rhywbeth ynddo ddangos pwy yw rhywun, neu ble mae’n byw neu’n gweithio.
why-contact-details = Mae rhif ffôn, cyfeiriad neu ffordd arall o gysylltu ynddo.
why-blames = Gallai rhan ohono swnio fel petai’r bai ar y person arall.
why-threatens = Gallai rhan ohono godi ofn ar rywun.
why-may-hurt = Gallai rhan ohono frifo rhywun, hyd yn oed os nad dyna’ch bwriad.
why-goes-against-wishes = Nid yw rhan ohono’n cadw at yr hyn y mae’r person arall yn ei ofyn gan bwy bynnag sy’n ysgrifennu ato.
why-unclear = Mae rhan ohono’n anodd ei deall.
why-recording-unusable = Ni ellir ei glywed na’i weld yn ddigon da.
why-seeks-contact = Mae’n gofyn am gysylltiad mewn ffordd arall na thrwy’r gwasanaeth hwn.
why-breaks-an-order = Nid yw gorchymyn llys neu amod yn ei ganiatáu.
why-would-harm = Gallai niweidio rhywun.
why-not-wanted = Ni ellir ei basio ymlaen fel y mae pethau nawr.
why-other = Maen nhw’n dweud pam yn eu geiriau eu hunain.

why-title = Pam
why-words = Yng ngeiriau eich hwylusydd
own-returned-next = Does dim brys. Gallwch ei newid a’i anfon eto, neu ei adael. Siaradwch â’ch hwylusydd os hoffech chi.
own-sent-so-far = Beth anfonoch chi
next-letter = Ysgrifennu’r fersiwn nesaf
next-letter-title = Fersiwn nesaf eich llythyr
next-letter-line = Dyma eich geiriau o’r blaen. Newidiwch yr hyn a fynnwch. Mae’r hyn a anfonoch o’r blaen yn aros gyda chi a thîm eich hwylusydd.
next-recording = Anfon ffeil arall
next-recording-line = Bydd yn cymryd lle’r un o’r blaen, nad yw’n mynd ymhellach.
own-withheld-next = Os ydych yn meddwl bod hynny’n anghywir, gall rhywun arall edrych arno eto.
own-withheld-talk = Gall fod yn anodd darllen hyn. Os ydych am siarad amdano, ffoniwch eich hwylusydd.
own-looked-again = Mae rhywun arall wedi edrych arno eto, fel y gofynnoch, ac wedi penderfynu’r un peth. Mae’n aros gyda chi.
own-asked-again = Gofynnoch chi i rywun arall edrych eto. Does dim angen dim byd arall gennych chi.

## Gofyn i rywun edrych eto

appeal-link = Gofyn i rywun arall edrych eto
appeal-title = A ddylai rhywun arall edrych eto?
appeal-what = Bydd rhywun arall ar y tîm yn mynd drwy’r cyfan eto, ac yn penderfynu.
appeal-point-1 = Nid yr un a benderfynodd o’r blaen fydd hwnnw byth.
appeal-point-2 = Mae saith diwrnod ganddynt.
appeal-point-3 = Gallwch ofyn unwaith am bob llythyr a recordiad. Does dim rhaid i chi ddweud pam.
appeal-point-4 = Nid yw’r person arall yn cael gwybod.
appeal-yes = Gofyn i rywun arall
appeal-not-now = Does dim byd i ofyn amdano nawr.
not-this-time = Ei adael fel y mae
appealed-title = Bydd rhywun arall yn edrych eto
appealed-what = Rydych wedi gofyn. Mae gyda’r tîm eto.
appealed-next = Mae saith diwrnod ganddynt. Byddwch yn ei weld yma os penderfynir rhywbeth y dylech ei wybod.
appealed-look = Yn ôl ato

## Edrych eto, a’r hyn sydd wedi’i gloi

appealed-item = Gofynnodd yr awdur i rywun arall edrych eto.
appealed-due = Gofynnodd yr awdur i rywun arall edrych eto. Mae angen penderfyniad erbyn { SMALL($day) }.
said-before = Beth ddywedodd darllenwyr wrth yr awdur o’r blaen
said-before-returned = Fersiwn { $version }, wedi’i ddychwelyd i gael ei newid
said-before-withheld = Fersiwn { $version }, wedi’i ddal yn ôl
locked-items-title = Wedi’i gloi
locked-items-what = Gall rhywun fod mewn perygl. All neb ddarllen hwn, penderfynu amdano na’i agor.
locked-words = Beth mae’r darllenydd yn ei ddweud
locked-no-words = Ni ysgrifennodd y darllenydd ddim gydag ef. Gofynnwch i’ch tîm.
locked-unlock = Bydd goruchwyliwr ar y tîm, nid yr un a’i clodd, yn edrych i mewn iddo.
locked-case = Mynd i’r achos
trouble-not-yours-what = Mae’r hyn sy’n aros ar gyfer cydweithiwr
trouble-not-yours-safe = Chi a’i hysgrifennodd, a’i darllenodd neu a benderfynodd amdano o’r blaen. Chafodd dim byd ei newid.
trouble-not-yours-next = Rhaid i rywun arall ar y tîm ei gymryd. Gallwch ddweud wrthynt.

## Yr hyn y mae’r ddyfais hon yn ei ganfod mewn llythyr

look-title = Edrychwch ar y rhain ({ $many })
look-line = Eich porwr chi a ganfu’r rhain yn y llythyr. Efallai nad ydynt yn ddim byd, ac efallai iddo golli rhai eraill. Chafodd dim byd ei anfon i unman.
mark-phone = Rhif ffôn
mark-email = Cyfeiriad e-bost
mark-link = Dolen
mark-here = { $what }:
mark-not-to-tell = Rhaid peidio â dweud
mark-agency-word = Gair yr asiantaeth
look-lists-missing = Ni ellid nôl yr hyn na chaiff ei ddweud wrth yr ochr arall, na geiriau’r asiantaeth. Ni chwiliwyd am ddim o’r rhestrau hynny. Darllenwch gyda nhw wrth eich ymyl, neu llwythwch y dudalen hon eto.
not-to-tell-title = Yr hyn na chaiff ei ddweud
not-to-tell-line = Enwau, lleoedd ac unrhyw beth arall na chaiff groesi i’r ochr arall. Mae porwyr y darllenwyr eu hunain yn chwilio amdano ym mhob llythyr.
not-to-tell-go = Edrych arno, neu ychwanegu ato
not-to-tell-what = Dangosir pob un o’r rhain i’r darllenwyr lle mae’n sefyll mewn llythyr, mewn priflythrennau neu beidio, gydag acenion neu hebddynt. Cymorth ydyw a dim mwy: darllenydd sy’n penderfynu, ac nid oes dim yn cael ei ddal yn ôl ohono’i hun.
not-to-tell-how = Mae wedi’i gloi ar gyfer tîm yr achos hwn. Ni all y naill ochr na’r llall, na phwy bynnag sy’n rhedeg y gwasanaeth, ei ddarllen.
not-to-tell-harmed = Yr hyn nad yw’r person a niweidiwyd am iddo gael ei ddweud
not-to-tell-responsible = Yr hyn nad yw’r person cyfrifol am iddo gael ei ddweud
not-to-tell-anybody = Beth arall na chaiff ei ddweud
not-to-tell-hint = Un ym mhob llinell: enw, stryd, ysgol.
not-to-tell-save = Cadw
not-to-tell-too-long = Mae’r rhestr hon yn rhy hir. Cadwch hi o dan 4,000 o nodau.
not-to-tell-saved-title = Mae wedi’i gadw
not-to-tell-saved = O hyn ymlaen dangosir i’r darllenwyr lle mae’n sefyll mewn llythyr.
not-to-tell-back = Yn ôl at yr achos

unlock-link = Ei ddatgloi
unlock-title = Ei ddatgloi?
unlock-line = Gwnewch hyn ar ôl i chi edrych i mewn iddo, pan nad oes neb mewn perygl mwyach, neu pan fydd y rhai all helpu yn gwybod.
unlock-point-1 = Mae’n mynd yn ôl i’r hyn sy’n aros i’w ddarllen, yn ei hen le.
unlock-point-2 = Bydd rhywun yn ei ddarllen ac yn penderfynu amdano. Nid yw datgloi’n cymeradwyo dim.
unlock-point-3 = Ni ddywedir wrth y naill berson na’r llall.
unlock-sign = Llofnodi fy mod wedi edrych i mewn iddo
unlocked-title = Mae wedi’i ddatgloi
unlocked-line = Mae’n aros i gael ei ddarllen eto.

trouble-locked-by-you-what = Chi a glodd hwn
trouble-locked-by-you-safe = Ni newidiwyd dim. Mae’n dal wedi’i gloi.
trouble-locked-by-you-next = Rhaid i oruchwyliwr arall ar y tîm edrych i mewn iddo.

beside-title = Wrth ei ymyl
beside-line = Mae’r hyn a ysgrifennwch yma ar gyfer darllenwyr yr achos hwn. Os byddwch yn ei ddychwelyd i’w newid, fe’i rhoddir yn eich geiriau i’r awdur, a gallwch ei newid cyn ei anfon.
beside-written = { $many ->
    [zero] Nid oes dim wedi’i ysgrifennu wrth ei ymyl
    [one] Mae un peth wedi’i ysgrifennu wrth ei ymyl
    [two] Mae dau beth wedi’u hysgrifennu wrth ei ymyl
    [few] Mae { $many } pheth wedi’u hysgrifennu wrth ei ymyl
    [many] Mae { $many } pheth wedi’u hysgrifennu wrth ei ymyl
   *[other] Mae { $many } peth wedi’u hysgrifennu wrth ei ymyl
}
beside-at-paragraph = Paragraff { $number }, “{ $begins }”
beside-at-page = Tudalen { $number }
beside-at-time = Ar { $time }
beside-take-away = Tynnu hwn i ffwrdd
beside-paragraph = Pa baragraff?
beside-page = Pa dudalen?
beside-time = Ar ba amser?
beside-time-hint = Munudau ac eiliadau, fel 1:05.
beside-no-time = Rhowch amser o fewn y recordiad, fel 1:05
beside-words = Beth hoffech chi ei ysgrifennu yno?
beside-missing = Ysgrifennwch rywbeth
beside-too-long = Cadwch ef o dan 1,000 o nodau
beside-add = Ei ysgrifennu wrth ei ymyl
beside-most = Ni ellir ysgrifennu mwy wrth ymyl hwn. Tynnwch rywbeth i ffwrdd yn gyntaf.
