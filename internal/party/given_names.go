package party

// givenNames are lines of spellings and short forms of one given name. Names on different lines are different people's, however like
// they sound; a name may stand on several.
const givenNames = `
mohammed muhammad mohamed mohammad muhammed mohamad mohamud muhamad mehmet mohamet muhammadu mahamat mamadou
mahmoud mahmud mahmood mehmood
ahmed ahmad achmed ahmet ahmadu amadou
hamed hamad hammad
hamid hameed abdulhamid
hassan hasan hassane
hussein husayn husain hussain hossein hossain houssein hussien
hussam hossam husam
omar umar oumar omer
amr amro amrou
amir ameer emir
ammar amar
ali aly
osama usama oussama
usman osman othman uthman ousmane
khalid khaled khaleed
khalil halil
karim kareem
salem salim saleem
salman
salam salaam
suleiman sulaiman soleiman suleyman sulayman souleymane sulejman
said saeed sayeed saeid saiid
saad sa'd
samir sameer
sami samy
jamal gamal djamal jamaal cemal
jamil jameel djamil cemil
nasser naser nasir nassir
nabil nabeel
yusuf yousef youssef yousuf yousif yussuf yusef
younis younes yunus yunis
yahya yehia yahia
ibrahim ebrahim brahim ibrahima
ismail ismael esmail
mustafa mostafa moustafa mustapha
mansour mansur
masoud massoud masud mesud
mahdi mehdi
abdullah abdallah abdulla abdoulaye
abdulrahman abdurrahman abdirahman abderrahmane abdelrahman cabdiraxmaan
abdulaziz abdelaziz
tariq tarek tarik tareq
rashid rachid rasheed raschid
rashad reshad
faisal faysal feisal
faruk farouk farooq faroq
bashir basheer bachir
bashar bachar
ziad ziyad zyad
zaid zayed
zia ziya
imran emran
aisha aicha ayesha aysha
fatima fatma fatimah fatouma
mariam maryam miriam
vladimir volodymyr wladimir uladzimir
vladislav vladyslav wladyslaw
vyacheslav viacheslav viatcheslav wjatscheslaw
valery valeri valeriy valerii
valeria valeriya
valentin valentyn
valentina valentyna
viktor victor wiktor
vitaly vitali vitaliy vitalii
vasily vasili vasyl vassily vasiliy wassili
alexander aleksandr aleksander alexandr oleksandr aleksandar alexandre alexandros alessandro alejandro alex sasha sandy aliaksandr iskander
alexandra aleksandra oleksandra alex sasha sandra
alexei aleksei alexey aleksey oleksiy oleksii alexej
andrei andrey andriy andrii andrej
andrew andy drew
sergei sergey serhiy serhii sergej sergiy siarhei
dmitry dmitri dmytro dimitri dmitriy dmitrij dima
mikhail mykhailo michail mikhael misha
nikolai nikolay mykola nikolaj
yevgeny evgeny yevgeni evgeni yevhen jewgeni
yuri yury yuriy iouri jurij iurii
igor ihor
oleg oleh
pavel pavlo
pyotr petr petro piotr
grigory grigori hryhoriy
gennady gennadi hennadiy
boris borys
ivan
ivana
natalia natalya nataliya natalie
tatiana tatyana tetiana tetyana
olga olha
elena yelena olena jelena
ekaterina yekaterina kateryna katerina
svetlana svitlana
giorgos yiorgos georgios giorgios georgos yorgos
yiannis giannis ioannis yannis
william bill will billy willy liam
robert bob rob bobby robbie
richard dick rick rich ricky
james jim jimmy jamie
john jack johnny
jonathan jon jonny
joseph joe joey
michael mike mick mickey
thomas tom tommy
edward ed ted eddie ned teddy
edmund ed ted
edwin ed
charles charlie chuck
ronald ron ronnie
donald don donnie
daniel dan danny
david dave davey
steven stephen steve stephan
stefan stephan
peter pete
kenneth ken kenny
lawrence laurence larry
benjamin ben
samuel sam
samantha sam
gerald jerry gerry
gerard gerry
jeffrey geoffrey jeff geoff
gregory greg
anthony tony antony
timothy tim
matthew matt
nicholas nick nicolas nicolaas
christopher chris
christine chris christina
patrick pat paddy
patricia pat patty trish
terence terry
theresa terry teresa
walter walt wally
alan allan allen al
albert al bert
alfred al alf fred
frederick fred freddie frederic
frank francis
raymond ray
leonard len leo lenny
philip phil phillip philippe
philippa pippa
eugene gene
douglas doug
harold harry hal
henry harry hank
martin marty
arthur art
nathaniel nathan nat nate
vincent vince
victoria vicky
elizabeth liz beth betty eliza lizzie elisabeth
margaret maggie peggy meg
katherine catherine kate kathy cathy katharine kathryn
susan sue suzanne
deborah debbie debra
barbara barb
jennifer jen jenny
jessica jess
pamela pam
rebecca becky
judith judy
mario
maria
mariano
marie
mary
marian
marianne
marc mark marco markus marcus
marta martha
martina
anna ana anne ann
anita
hans johannes johann
juan
joan
jean
jane
jan
joao
jose josep
josefa
julio
julia
julian
julie
juliet
luis luiz
luisa louisa louise
louis lewis
lucas luke luca
lucia lucy
carlos
carla
carl karl
carlo
paul
paula
paulo paolo
pablo
pedro
pierre
eric erik erich
erica erika
daniela danielle
gabriel
gabriela gabrielle
michelle
michel
michele
francesco
francesca
francisco
francois
francoise
antonio
antonia
roberto
roberta
stefano
stefania
leon
leo
leonid
lev
nathan
nora
nina
nadia nadya
nadine
simon
simone
denis dennis
denise
rene
renee
petra
ruth
rita
rosa
sara sarah
saba
shira
kim
tim
`
