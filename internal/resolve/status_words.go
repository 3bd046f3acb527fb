package resolve

import (
	"maps"
	"slices"
	"strings"
)

func wordSet(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

var (
	auxiliaries = wordSet(`is are was were be been being am 's 're 'm has have had having 've do does did will would shall should can could may might
		must cannot wo ca 'll ought`)
	// finite are auxiliaries whether the model saw a verb or not; may, will and can may be nouns.
	finite    = wordSet("is are was were has have had would could should did does do cannot")
	beings    = wordSet("is are am 's 're 'm be been being")
	between   = wordSet("not n't never also already now still again just only even yet soon then no longer once first since all both it he she they we you i")
	articles  = wordSet("a an the no his her their its one two three another any some")
	subjects  = wordSet("he she it they we i")
	notVerbs  = wordSet("according spite including during following")
	negations = wordSet("not n't never cannot")
	modals    = map[string]string{
		"will": "will", "wo": "will", "'ll": "will", "shall": "will", "would": "would", "'d": "would", "should": "should", "ought": "should", "must": "must",
		"can": "can", "ca": "can", "cannot": "can", "could": "could", "may": "may", "might": "may",
	}
	relatives     = wordSet("who which whom whose where when")
	subordinators = wordSet("that who which whom whose where when while because if after before until unless since although though as whether what how why once lest")
	conditions    = wordSet("if when while because after before until unless since although though as once")

	// pasts are past forms that are no participles, irregular those that are.
	pasts = wordSet(`came went took gave saw fell rose began broke spoke wrote drove flew grew knew threw drew wore tore chose froze stole sang sank
		swam ran did became blew bit hid rode shook woke`)
	irregular = wordSet(`built sent lost killed shot hit put cut set held made said told found left led met paid sold kept felt brought bought
		caught taught thought fought sought stood understood struck stuck hung won spent lent bent meant heard read laid done gone been seen taken
		given known shown drawn thrown flown grown torn worn sworn born begun run come become sunk rung sung drunk shut let cost hurt burnt learnt
		split spread bound wound fed fled sped bled bred slept swept wept crept dealt dug spun swung clung flung stung lit slid`)

	seeming = wordSet("look looks looked seem seems seemed appear appears appeared resembles resembled")

	states = wordSet(`is are was were has have had 's 're own owns owned hold holds held contain contains contained include includes included know knows
		knew stand stands stood lie lies lay remain remains remained cost costs belong belongs belonged mean means carry carries carried show shows
		consist consists lack lacks need needs keep keeps live lives work works sit sits stay stays see sees want wants serve serves run runs`)

	// words of a content that speak for a status wherever they stand, by the sign they give.
	hints = map[string]map[string]bool{
		"no":     wordSet("no none nobody nothing nowhere neither nor never not n't without cannot"),
		"false":  wordSet("false fake forged forgery fabrication fabricated untrue invention invented hoax lie lies fantasy nonsense fiction baseless unfounded rumour rumours rumor rumors groundless absurd slander wrong incorrect mistaken"),
		"future": wordSet("tomorrow tonight next upcoming coming forthcoming soon later eventually"),
		"plan":   wordSet("plan plans planned planning scheduled due intends intend intention decided decision aims ready prepares preparing"),
		"due":    wordSet("expected likely forecast forecasts set bound estimated estimate"),
		"still":  wordSet("still now currently present remains remain continues continue continued underway ongoing already presently"),
		"if":     wordSet("if unless whether"),
		"maybe":  wordSet("perhaps maybe possibly probably apparently presumably may might could chance possible risk"),
		"must":   wordSet("must should ought need needs"),
		"ago":    wordSet("ago yesterday earlier last since"),
		"until":  wordSet("until till by before within"),
		"never":  wordSet("longer anymore"),
		"know":   wordSet("know knows knew known knowledge sure certain aware idea recall remember evidence proof sign"),
		"change": wordSet("postponed postpone delayed delay moved transferred extended booked preparing planning considering studying seeking"),
	}

	// words of a cue, as the act the reader gave may be too plain.
	cues = map[string]map[string]bool{
		"deny":     wordSet("deny denies denied denying denial reject rejects rejected refute refuted dismiss dismissed dispute disputed contradicted rebuffed untrue false"),
		"doubt":    wordSet("doubt doubts doubted sceptical skeptical unconvinced unclear"),
		"decline":  wordSet("decline declines declined comment refused refuses silent silence avoided unwilling"),
		"refuse":   wordSet("refuse refuses refused refusing"),
		"plan":     wordSet("promise promises promised vow vowed vows plan plans planned intends intend decided decides agree agreed agrees order ordered announce announced announces pledge pledged will ready offered offers"),
		"ask":      wordSet("ask asks asked asking"),
		"call":     wordSet("call calls called urge urges urged demand demands demanded request requested appeal appealed want wants wanted insist proposed propose proposes"),
		"expect":   wordSet("expect expects expected predict predicts predicted forecast forecasts foresees anticipates hope hopes hoped"),
		"believe":  wordSet("believe believes believed think thinks thought suspect suspects fear fears feared assess assesses estimate estimates"),
		"warn":     wordSet("warn warns warned threaten threatens threatened cautioned caution"),
		"accuse":   wordSet("accuse accuses accused blame blames blamed"),
		"show":     wordSet("show shows showed shown see seen visible photograph photographed"),
		"not":      wordSet("not n't no never cannot neither nor"),
		"confirm":  wordSet("confirm confirms confirmed acknowledged admitted conceded admits"),
		"question": wordSet("whether question questioned"),
	}
)

// namesOf lists the names of lists in order.
func namesOf(lists map[string]map[string]bool) []string {
	return slices.Sorted(maps.Keys(lists))
}
