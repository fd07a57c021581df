### Beth mae rhywun yn cytuno iddo, a sut mae ei gymryd yn ôl. Mae’r geiriau y maent yn cytuno iddynt
### yn `wording/`; dyma’r hyn sydd o’u cwmpas. Nid oes un botwm byth yn sefyll dros ddau benderfyniad.

choices-title = Eich dewisiadau
choices-line = Chi sy’n penderfynu. Gallwch newid eich meddwl unrhyw bryd, a does neb yn gofyn pam.
choices-hint = Beth rydych wedi dweud ie wrtho. Gallwch ei gymryd yn ôl unrhyw bryd.

topic-take-part = Cymryd rhan
topic-send = Ysgrifennu neu recordio
topic-receive = Derbyn
topic-acknowledgement = Derbyn cyfrifoldeb

standing-any-undecided = Dydych chi ddim wedi penderfynu eto.
standing-any-yes = Dywedoch chi ie ar { SOFT($day) }.
standing-any-withdrawn = Cymeroch chi hyn yn ôl ar { SOFT($day) }.
standing-letter-undecided = Llythyrau: dydych chi ddim wedi penderfynu eto.
standing-letter-yes = Llythyrau: dywedoch chi ie ar { SOFT($day) }.
standing-letter-withdrawn = Llythyrau: cymeroch chi hyn yn ôl ar { SOFT($day) }.
standing-recording-undecided = Recordiadau: dydych chi ddim wedi penderfynu eto.
standing-recording-yes = Recordiadau: dywedoch chi ie ar { SOFT($day) }.
standing-recording-withdrawn = Recordiadau: cymeroch chi hyn yn ôl ar { SOFT($day) }.
standing-paper-undecided = Llythyrau ar bapur: dydych chi ddim wedi penderfynu eto.
standing-paper-yes = Llythyrau ar bapur: dywedoch chi ie ar { SOFT($day) }.
standing-paper-withdrawn = Llythyrau ar bapur: cymeroch chi hyn yn ôl ar { SOFT($day) }.

stop-title = Os ydych am stopio
stop-line = Gallwch stopio yma, nawr neu’n hwyrach. Does dim byd drwg yn digwydd os gwnewch chi.
stop-not-taking-part = Dydych chi ddim yn cymryd rhan nawr. Felly all dim byd eich cyrraedd na’ch gadael.
stop-taking-part = Stopio cymryd rhan

## Cyn i rywun ddechrau

before-title = Cyn i chi ddechrau
before-line = Darllenwch bob un a phenderfynwch drosoch eich hun. Does dim brys. Gallwch ofyn i’ch hwylusydd yn gyntaf.
before-letter = Cyn y gallwch ysgrifennu llythyr, mae angen i chi ddweud ie wrth hyn.
before-recording = Cyn y gallwch anfon recordiad, mae angen i chi ddweud ie wrth hyn.
before-paper = Cyn y gallwch anfon llythyr ar bapur, mae angen i chi ddweud ie wrth hyn.
before-choice = Does dim rhaid i chi ddweud ie. Os nad ydych yn siŵr, siaradwch â’ch hwylusydd.
before-take-part = Penderfynu a ydych am gymryd rhan
before-hint-take-part = Does dim byd yn dechrau heb i chi ddweud ie.
before-send = Penderfynu am ysgrifennu neu recordio
before-hint-send = Llythyrau, recordiadau a llythyrau ar bapur, pob un ar wahân.
before-receive = Penderfynu am dderbyn
before-hint-receive = Llythyrau, recordiadau a llythyrau ar bapur, pob un ar wahân.
before-acknowledgement = Penderfynu am dderbyn cyfrifoldeb
before-hint-acknowledgement = Mae angen hyn gennych chi ar y cyfnewid.
home-stopped = Stopioch chi gymryd rhan ar { SOFT($day) }. Does dim byd yn eich cyrraedd nac yn eich gadael nawr.
home-stopped-change = Os byddwch yn newid eich meddwl, ewch i’ch dewisiadau

## Penderfynu

decide-take-part-any = Eich penderfyniad
decide-send-letter = Llythyrau rydych yn eu hysgrifennu
decide-send-recording = Recordiadau rydych yn eu hanfon
decide-send-paper = Llythyrau rydych yn eu hysgrifennu ar bapur
decide-receive-letter = Llythyrau i chi
decide-receive-recording = Recordiadau i chi
decide-receive-paper = Llythyrau i chi a ysgrifennwyd ar bapur
decide-acknowledgement-any = Eich penderfyniad
yes-take-part-any = Ydw, rwyf am gymryd rhan
yes-send-letter = Ydw, rwy’n cytuno ar gyfer llythyrau
yes-send-recording = Ydw, rwy’n cytuno ar gyfer recordiadau
yes-send-paper = Ydw, rwy’n cytuno ar gyfer llythyrau ar bapur
yes-receive-letter = Ie, dywedwch wrthyf am lythyrau
yes-receive-recording = Ie, dywedwch wrthyf am recordiadau
yes-receive-paper = Ie, dywedwch wrthyf am lythyrau ar bapur
yes-acknowledgement-any = Ydw, rwy’n derbyn cyfrifoldeb
take-back = Cymryd hyn yn ôl
take-back-about-take-part-any = (cymryd rhan)
take-back-about-send-letter = (llythyrau rydych yn eu hysgrifennu)
take-back-about-send-recording = (recordiadau rydych yn eu hanfon)
take-back-about-send-paper = (llythyrau rydych yn eu hysgrifennu ar bapur)
take-back-about-receive-letter = (llythyrau i chi)
take-back-about-receive-recording = (recordiadau i chi)
take-back-about-receive-paper = (llythyrau i chi a ysgrifennwyd ar bapur)
take-back-about-acknowledgement-any = (eich cyfrifoldeb)

## Ei gymryd yn ôl

back-title-take-part-any = Ydych chi am stopio cymryd rhan?
back-title-send-letter = Cymryd eich cytundeb i ysgrifennu llythyrau yn ôl?
back-title-send-recording = Cymryd eich cytundeb i anfon recordiadau yn ôl?
back-title-send-paper = Cymryd eich cytundeb i ysgrifennu llythyrau ar bapur yn ôl?
back-title-receive-letter = Cymryd eich cytundeb i lythyrau i chi yn ôl?
back-title-receive-recording = Cymryd eich cytundeb i recordiadau i chi yn ôl?
back-title-receive-paper = Cymryd eich cytundeb i lythyrau ar bapur i chi yn ôl?
back-title-acknowledgement-any = Cymryd yn ôl eich bod yn derbyn cyfrifoldeb?
back-means-take-part = O’r eiliad hon ni fydd dim mwy yn eich cyrraedd nac yn eich gadael. Ni ellir dad-ddarllen yr hyn y mae rhywun eisoes wedi’i agor.
back-means-send = O’r eiliad hon ni ellir anfon dim mwy o’r math hwn oddi wrthych.
back-means-receive = O’r eiliad hon ni fydd dim mwy o’r math hwn yn cael ei gynnig i chi.
back-means-acknowledgement = Bydd y cyfnewid wedyn yn stopio.
back-no-reason = Does neb yn gofyn pam. Gallwch ddweud ie eto ddiwrnod arall.
take-back-yes = Ei gymryd yn ôl
back-keep = Ei adael fel y mae
stopped-title = Rydych wedi stopio cymryd rhan
taken-back-title = Rydych wedi’i gymryd yn ôl
taken-back-take-part = Ni fydd dim mwy yn eich cyrraedd nac yn eich gadael.
taken-back-send = Ni ellir anfon dim mwy o’r math hwn oddi wrthych.
taken-back-receive = Ni fydd dim mwy o’r math hwn yn cael ei gynnig i chi.
taken-back-acknowledgement = Mae’r cyfnewid wedi stopio.
taken-back-talk = Os ydych am siarad amdano, ffoniwch eich hwylusydd. Os byddwch yn newid eich meddwl, gallwch ddweud ie eto.
nothing-to-take-back = Does dim byd i’w gymryd yn ôl
nothing-to-take-back-line = Dydych chi ddim wedi dweud ie wrth hyn, neu rydych wedi’i gymryd yn ôl yn barod.

## Oedi

pause-title = Ydych chi am oedi am nawr?
pause-means = Mae popeth yn aros yn ei unfan nes i chi fynd ymlaen. Does dim byd newydd yn eich cyrraedd, a does dim byd gennych chi yn cyrraedd y person arall.
pause-point-1 = Does neb ar yr ochr arall yn cael gwybod.
pause-point-2 = Gall eich hwylusydd ei weld. Does dim rhaid i chi ddweud pam.
pause-point-3 = Gallwch fynd ymlaen unrhyw bryd.
pause-yes = Oedi am nawr
pause-no = Peidio ag oedi
pause-or-stop = Os nad ydych am fynd ymlaen o gwbl:
paused-title = Rydych wedi oedi
paused-since = Mae popeth wedi aros yn ei unfan ers { SMALL($day) }. Does dim brys.
paused-done = Mae popeth yn aros yn ei unfan nawr. Gallwch fynd ymlaen unrhyw bryd, o’ch tudalen eich hun.
paused-talk = Os ydych am siarad amdano, ffoniwch eich hwylusydd.
go-on = Mynd ymlaen
go-on-title = Ydych chi am fynd ymlaen?
go-on-means = Wedyn gall llythyrau a recordiadau eich cyrraedd chi a’r person arall eto.
go-on-line = Efallai y bydd rhywbeth yn cyrraedd yn fuan wedyn. Chi sy’n dewis a ydych am ei agor, a phryd.
go-on-no = Parhau i oedi
gone-on-title = Mae’n mynd ymlaen
gone-on-done = Gallwch oedi eto unrhyw bryd.
