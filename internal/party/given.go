package party

import (
	"strings"
	"sync"
)

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

var givenLines = sync.OnceValue(func() map[string][]int {
	lines := map[string][]int{}
	for n, line := range strings.Split(strings.TrimSpace(givenNames), "\n") {
		for _, w := range strings.Fields(line) {
			lines[w] = append(lines[w], n)
		}
	}
	return lines
})

// givenLike is how like two given names are: 0 where they are known to be two, 1 where they are known to be one.
func givenLike(a, b *part) float64 {
	if a.text == b.text {
		return 1
	}
	if a.initial || b.initial {
		if a.text[0] == b.text[0] {
			return 0.85
		}
		return 0
	}
	x, y := givenLines()[a.text], givenLines()[b.text]
	for _, i := range x {
		for _, j := range y {
			if i == j {
				return 1
			}
		}
	}
	if x != nil && y != nil {
		return 0
	}
	if k := kin(a.text); k != "" && k == kin(b.text) {
		return 1
	}
	if sexes(a.text, b.text) {
		return 0
	}
	s := alike(a.sound, b.sound)
	if s < 0.87 && min(len(a.sound), len(b.sound)) < 5 {
		return min(s, 0.5) // a short name has neighbours
	}
	return s
}

// sexes reports whether two given names differ by nothing but the ending of a man's and a woman's.
func sexes(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	n := len(a)
	switch {
	case n < 4:
		return false
	case len(b) == n:
		return a[:n-1] == b[:n-1] && (a[n-1] == 'a' || b[n-1] == 'a') && (strings.IndexByte("oeiu", a[n-1]) >= 0 || strings.IndexByte("oeiu", b[n-1]) >= 0)
	}
	return strings.HasPrefix(b, a) && (b[n:] == "a" || b[n:] == "ia" || b[n:] == "ine" || b[n:] == "ina" || b[n:] == "le" || b[n:] == "ne" || b[n:] == "te") && !vowel(a[n-1])
}

// kins are lines of spellings of one East Asian family name that differ more than sound tells.
const kins = `
noh roh no
lee yi rhee ri rhie
park pak bak
choi choe choy
kim gim
jung chung jeong chong joung
jang chang zhang
kang gang
cho jo
shin sin
lim im rim
baek paek paik baik
woo wu
ahn an
yoon yun youn
kwon gwon
ryu yoo yu ryoo
moon mun
oh o
heo huh hur
nam
song
han
hong
seo suh so
hwang
bae pae
chen chan
li
wang wong
huang
liu lau
zhou chou
zhao chao
sun
guo kuo
he
hu
lin
luo
ma
shen
tang
tsai cai
xi hsi
xu hsu
yang
zheng cheng
zhu chu
deng teng
feng
jiang chiang
nguyen
tran
pham
hoang
`

var kinLines = sync.OnceValue(func() map[string]string {
	lines := map[string]string{}
	for line := range strings.SplitSeq(strings.TrimSpace(kins), "\n") {
		all := strings.Fields(line)
		for _, w := range all {
			lines[w] = all[0]
		}
	}
	return lines
})

// kin is the family name that a word is a spelling of, where family names stand first, else "".
func kin(w string) string { return kinLines()[w] }
