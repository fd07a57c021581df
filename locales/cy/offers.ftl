### Sut mae rhywun am glywed bod rhywbeth wedi cyrraedd, a dweud na wrtho. Does neb yn gofyn am reswm,
### a does neb arall yn cael gwybod.

hearing-title = Sut rydych am glywed
hearing-line = Chi sy’n penderfynu a ydyn ni’n dweud wrthych pan fydd rhywbeth wedi cyrraedd i chi.
hearing-now-undecided = Dydych chi ddim wedi dewis eto. Tan hynny, dydyn ni ddim yn dweud dim.
hearing-now-tell-me = Rydyn ni’n dweud wrthych pan fydd rhywbeth wedi cyrraedd.
hearing-now-only-if-asked = Dim ond pan fyddwch yn gofyn rydyn ni’n dweud wrthych.
hearing-now-never = Dydyn ni ddim yn dweud dim wrthych.
hearing-first-title = Dewis sut rydych am glywed
hearing-first-line = Nes i chi ddewis, dydyn ni ddim yn dweud dim wrthych, hyd yn oed os oes rhywbeth wedi cyrraedd.
hearing-first-go = Dewis nawr
hearing-stands-tell-me = Ar { SOFT($day) } dewisoch chi: dywedwch wrtha i.
hearing-stands-only-if-asked = Ar { SOFT($day) } dewisoch chi: dim ond os gofynnaf.
hearing-stands-never = Ar { SOFT($day) } dewisoch chi: peidiwch byth â dweud wrtha i.
hearing-question = Os bydd rhywbeth yn cyrraedd i chi
hearing-tell-me = Dywedwch wrtha i
hearing-tell-me-hint = Rydyn ni’n dangos ar eich tudalen bod rhywbeth wedi cyrraedd. Chi sy’n dal i benderfynu a ydych am ei agor.
hearing-only-if-asked = Dim ond os gofynnaf
hearing-only-if-asked-hint = Dydyn ni ddim yn dangos dim nes i chi ofyn a oes rhywbeth.
hearing-never = Peidiwch byth â dweud wrtha i
hearing-never-hint = Dydyn ni ddim yn dangos dim, hyd yn oed os gofynnwch. Mae eich hwylusydd yn ei gadw’n ddiogel.
hearing-missing = Dewiswch a ydych am gael gwybod
author-title = Beth gaiff y person arall ei wybod?
author-line = Dydyn nhw byth yn cael gwybod faint o’r gloch, na’ch bod wedi dweud na wrth rywbeth. Dim ond unwaith y dydd, yn y bore, y gall yr hyn maen nhw’n ei wybod newid.
author-question = Caiff y person arall wybod
author-nothing = Dim byd
author-nothing-hint = Maen nhw’n gweld ei fod gyda’u hwylusydd, beth bynnag a wnewch chi.
author-accepted = Yr hoffwn ei dderbyn
author-accepted-hint = Dydyn nhw ddim yn cael gwybod os byddwch yn ei agor.
author-opened = Fy mod wedi’i agor
author-opened-hint = Maen nhw’n cael gwybod hefyd yr hoffech ei dderbyn.
author-missing = Dewiswch beth gaiff y person arall ei wybod
hearing-check-title = Gwirio eich dewis
hearing-check-means = Gallwch newid hyn unrhyw bryd. Does neb yn gofyn pam.
hearing-save = Cadw fy newis
hearing-leave = Ei adael fel yr oedd
hearing-saved-title = Mae eich dewis wedi’i gadw
hearing-saved-tell-me = Rydyn ni’n dweud wrthych pan fydd rhywbeth wedi cyrraedd.
hearing-saved-only-if-asked = Dim ond pan fyddwch yn gofyn rydyn ni’n dweud wrthych.
hearing-saved-never = Dydyn ni ddim yn dweud dim wrthych.
author-saved-nothing = Nid yw’r person arall yn cael gwybod dim am yr hyn a wnewch. Os oedd yn cael gwybod mwy o’r blaen, daw hynny i ben y bore wedyn.
author-saved-accepted = O’r bore wedyn caiff y person arall wybod os hoffech dderbyn yr hyn a anfonodd.
author-saved-opened = O’r bore wedyn caiff y person arall wybod os ydych wedi agor yr hyn a anfonodd.

## Gofyn

ask-title = Oes rhywbeth i mi?
ask-hint = Dim ond pan fyddwch yn gofyn rydyn ni’n edrych.
ask-line = Gallwn edrych i chi nawr.
ask-private = Nid yw’r person arall yn cael gwybod eich bod yn gofyn.
ask-button = Edrych nawr
ask-not-now = Nid nawr
ask-nothing-title = Does dim byd i chi nawr
ask-nothing-line = Gallwch ofyn eto pryd bynnag y mynnwch.
ask-something-title = Mae rhywbeth wedi cyrraedd
ask-something-line = Does dim rhaid i chi edrych arno. Chi sy’n penderfynu beth i’w wneud, ar eich tudalen.
ask-something-go = Mynd i’ch tudalen

## Dweud na

when-no = Dydw i ddim eisiau hwn
when-no-hint = Bydd yn aros ynghau. Does dim rhaid i chi ddweud pam.
decline-title = Dydych chi ddim eisiau hwn?
decline-what = Bydd yn aros ynghau.
decline-other = Nid yw’r person arall yn cael gwybod. Mae’n gweld yr un peth ag o’r blaen.
decline-again = Os byddwch yn newid eich meddwl, gallwch ofyn amdano ddiwrnod arall.
decline-yes = Na, dydw i ddim ei eisiau
declined-title = Dywedoch chi na wrth hwn
declined-what = Mae’n aros ynghau. Nid yw’r person arall yn cael gwybod.
declined-next = Os byddwch yn newid eich meddwl, gallwch ofyn amdano a phenderfynu o’r newydd.
ask-for-it = Gofyn amdano wedi’r cyfan

## Sut

how-title = Sut hoffech chi ei dderbyn?
how-question = Dewiswch un
how-read = Ei ddarllen ar y dudalen hon
how-read-hint = Chi eich hun sy’n ei agor.
how-listen = Ei chwarae ar y dudalen hon
how-listen-hint = Chi eich hun sy’n ei agor.
how-on-paper = Ar bapur
how-on-paper-hint = Bydd eich hwylusydd yn ei argraffu ac yn dod ag ef atoch.
how-with-facilitator = Gyda fy hwylusydd
how-with-facilitator-hint = Bydd eich hwylusydd gyda chi ac yn ei ddarllen neu ei chwarae i chi.
how-missing = Dewiswch sut hoffech chi ei dderbyn
supporter-label = Pwy fydd gyda chi?
supporter-hint = Does dim rhaid i chi ddweud. Dim ond eich hwylusydd a’i dîm all ei ddarllen.
accept-supporter = Pwy sydd gyda chi
accept-means-handed = Bydd eich hwylusydd yn ei drefnu gyda chi. Tan hynny bydd yn aros ynghau.
to-be-on-paper-title = Gofynnoch chi amdano ar bapur
to-be-together-title = Gofynnoch chi amdano gyda’ch hwylusydd
to-be-handed-when = Dewisoch chi { SOFT($from) } tan { SOFT($until) }.
to-be-handed-next = Bydd eich hwylusydd yn ei drefnu gyda chi. Bydd yn aros ynghau tan hynny.
was-on-paper-title = Cafodd ei roi i chi ar bapur
was-together-title = Cawsoch chi ef gyda’ch hwylusydd
over-anew = Dewis amser arall

## Beth gaiff awdur ei wybod

own-told-accepted = Hoffai’r person arall ei dderbyn.
own-told-opened = Mae’r person arall wedi’i agor.
own-told-daily = Dim ond yn y bore y gall hyn newid. Nhw sy’n penderfynu faint rydych yn cael ei wybod.

## Beth rydw i am i’r person arall ei wybod

wish-title = Cyn iddyn nhw ysgrifennu atoch
wish-hint = Sut hoffech chi gael eich enwi, a mwy.
wish-line = Gallwch ddweud beth ddylai’r person arall ei wybod cyn ysgrifennu. Does dim rhaid i chi. Mae eich hwylusydd yn ei ddarllen yn gyntaf ac yn ei drosglwyddo.
wish-named = Sut hoffech chi gael eich enwi?
wish-named-hint = Er enghraifft enw cyntaf, neu ddim enw o gwbl. Gadewch ef yn wag os nad oes ots gennych.
wish-sign = Gân nhw lofnodi â’u henw?
wish-sign-yes = Cân
wish-sign-no = Na, heb enw os gwelwch yn dda
wish-typed = Wedi’i deipio neu mewn llawysgrifen?
wish-typed-either = Does dim ots
wish-typed-typed = Wedi’i deipio, os gwelwch yn dda
wish-more = Oes rhywbeth arall?
wish-more-hint = Er enghraifft diwrnod pan fyddai’n well gennych beidio â chlywed ganddynt.
wish-too-long = Ysgrifennwch lai na 2,000 o nodau
wish-save = Dweud wrth fy hwylusydd
wish-saved-title = Mae gan eich hwylusydd hyn
wish-saved-line = Bydd yn ei ddarllen ac yn ei drosglwyddo. Gallwch ei newid unrhyw bryd.
their-wishes-title = Beth ofynnodd y person arall
their-wishes-named = Hoffai gael ei enwi:
their-wishes-unsigned = Peidiwch â llofnodi â’ch enw.
their-wishes-typed = Teipiwch ef, os gwelwch yn dda.

## Ar ôl agor

keeping-title = Ble dylai fod nawr?
keeping-line = Chi sy’n penderfynu. Does dim rhaid i chi benderfynu heddiw.
keeping-is-kept = Rydych yn ei gadw yma. Gallwch ei agor eto tra bydd eich achos yn caniatáu hynny.
keeping-told-nothing = Nid yw’r person arall yn cael gwybod.
keeping-told-accepted = Nid yw’r person arall yn cael gwybod ble mae. Rydych wedi dewis y caiff wybod yr hoffech ei dderbyn, a dim mwy.
keeping-told-opened = Nid yw’r person arall yn cael gwybod ble mae. Rydych wedi dewis y caiff wybod eich bod wedi’i agor.
keep-here = Ei gadw yma
kept-title = Rydych yn ei gadw yma
kept-what = Mae ar eich tudalen. Gallwch ei agor eto tra bydd eich achos yn caniatáu hynny.
kept-letter-again = Agor y llythyr eto
kept-recording-again = Agor y recordiad eto
keep-held = Gofyn i’r gwasanaeth ei ddal
keep-give-back = Ei roi yn ôl
held-title = Mae’r gwasanaeth yn dal hwn i chi
held-what = Nid yw ar eich tudalen ac mae’n aros ynghau. Does dim byd yn cael ei ddinistrio. Gallwch ofyn amdano yn ôl pryd bynnag y mynnwch.
held-ask-back = Gofyn amdano yn ôl
give-back-title = Ei roi yn ôl am byth?
give-back-what = Ni fyddwch yn gallu ei agor eto.
give-back-hold = Os nad ydych ond am iddo fod o’r golwg, gofynnwch i’r gwasanaeth ei ddal yn lle hynny. Wedyn gallwch ofyn amdano yn ôl.
give-back-yes = Ie, ei roi yn ôl
given-back-title = Rhoesoch chi hwn yn ôl
given-back-what = Nid chi sydd i’w agor mwyach. Nid yw’r person arall yn cael gwybod.
home-held = Yn cael ei ddal i chi
