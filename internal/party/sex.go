package party

import "sync"

// men and women are given names of one sex, folded. Names that both have stand in neither.
const men = `aaron abdullah abraham adam adolf adrian ahmed ahmad alan albert aleksandr alexander alfred ali allan allen amir anatoly andre andreas andrei andrew angelo
	anthony antonio antony arnold arthur augusto barry benjamin bernard bert bill bob boris brian bruce carl carlo carlos cesar charles christian christopher clive colin
	craig cyril daniel david denis dennis derek diego dieter dimitri dmitry dominic donald douglas eamon edgar edmund eduardo edward edwin emilio enrique eric erik ernest ernesto
	eugene fahd faisal farouk felipe felix ferdinand fernando fidel francesco francisco francois franco frank franz fred frederick friedrich gabriel gary geoffrey george georges
	gerald gerard gerhard giorgos giorgio giovanni giuseppe gleb gordon graham grant greg gregory guido guillermo gunther gustav guy hamid hans harold harry hassan heinrich
	heinz helmut henri henry herbert herman hermann horst howard hubert hugh hugo hussein ian ibrahim igor ismail ivan jack jacques jaime james jan javier jeff
	jeffrey jens jeremy jerry jesus jim jimmy joachim joe joel johannes john johnny jonathan jorge jose joseph josef juan julio jurgen karim karl keith kenneth kevin
	khalid klaus konrad kurt larry lars laurence lawrence leo leon leonard leonid lev leopold levent lionel lorenzo louis luciano luis luigi luiz magnus mahmoud malcolm manfred manuel
	marcel marco marcus mario mark martin matteo matthew maurice max michael michel miguel mikhail mohammed mohamed muhammad moses mustafa nabil nasser neil nicholas nicolas nigel nikolai
	norman oleg oliver omar oscar oskar osama otto owen pablo paolo patrick paul pavel pedro peter philip philippe pierre pieter rachid ralph ramon raul raymond reginald reinhard
	renato ricardo richard robert roberto roger roland rolf ronald roy rudolf rupert saddam saeed salem salvador samuel scott sebastian sergei sergio sidney silvio simon stanley stefan
	stephen steven stuart taavi tariq terence theodor theodore thomas tim timothy toby todd tom tony trevor uwe valentin valery vasily victor viktor vincent vitaly vladimir vyacheslav walter
	warren werner wilhelm william wolfgang yasser yusuf yuri yves zbigniew`

const women = `agnes aileen aicha aisha alenka alice alison amanda amelia amy ana anahit angela angelika anita anja ann anna anne annette annie antonia astrid audrey barbara beatrice beatriz
	bernadette beth bettina betty birgit brenda brigitte carla carmen carol carolina caroline catherine cecilia chantal charlotte christina christine claire clara claudia
	cristina cynthia daniela danielle dawn deborah denise diana diane dolores donna dora dorothy edith eileen elena eleni elisabeth elizabeth ellen elsa emily emma esther eva evelyn
	fatima fatma fiona florence frances francesca francoise gabriela gabrielle georgina gertrude giulia gloria golda grace greta gudrun hannah harriet hazel heather hedwig helen helena helene
	hilary hilda imelda indira ingrid irene irina iris isabel isabella isabelle jacqueline jane janet jeanne jennifer jessica joan joanna johanna josephine joyce judith
	judy julia juliana julie karen karin katherine kathleen kathryn katrina laura leila lena lilian liliana lilit linda lisa louise lucia lucy ludmila luisa luz lydia madeleine magdalena
	margaret margarita maria marianne marie marina marion marjorie marlene marta martha martina mary matilda maureen megan melanie mercedes michelle mirjana miriam monica monika
	nadia nancy natalia natalie natasha nicole nina nora olga olivia oksana pamela patricia paula pauline penelope petra philippa phyllis rachel raisa rebecca renate rita rosa rosemary
	roza ruth sabine sandra sarah saba serpil sharon sheila shirley simone sofia sonia sophie stella stephanie susan susanne svetlana sylvia tamara tatiana teresa tessa theresa ulrike ursula
	valeria valentina vera veronica vesna victoria virginia wanda wendy winifred yolanda yulia yvonne zoe zulfiya`

var sexOfGiven = sync.OnceValue(func() map[string]byte {
	m := map[string]byte{}
	for w := range words(men) {
		m[w] = 'm'
	}
	for w := range words(women) {
		m[w] = 'f'
	}
	return m
})

// sexOfTitle is what titles say: mr, spokeswoman.
var sexOfTitle = func() map[string]byte {
	m := map[string]byte{}
	for w := range words(`mr sir lord king prince emir sultan sheikh herr monsieur senor signor mister brother father congressman businessman actor pope cardinal imam ayatollah`) {
		m[w] = 'm'
	}
	for w := range words(`mrs ms miss dame lady queen princess frau madame madam mme mlle senora senorita signora sister spokeswoman chairwoman congresswoman businesswoman
		actress councilwoman`) {
		m[w] = 'f'
	}
	return m
}()

// sex is a man's, 'm', or a woman's, 'f', by the titles, else by the given name; 0 unknown.
func (p *person) sex() byte {
	for _, t := range p.titles {
		if s := sexOfTitle[t.text]; s != 0 {
			return s
		}
	}
	if p.bare() {
		return 0
	}
	if s := sexOfGiven()[p.parts[0].text]; s != 0 || kin(p.parts[0].text) != "" {
		return s
	}
	return 0
}

// doubtful reports whether a title goes badly with a given name that no list has: "Mr" with one in -a.
func doubtful(title byte, given string) bool {
	return title == 'm' && len(given) > 3 && given[len(given)-1] == 'a' && sexOfGiven()[given] == 0
}
