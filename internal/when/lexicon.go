package when

import "strings"

// sort is what part a word can play in an expression of time.
type sort uint8

const (
	plain    sort = iota
	month         // n is 1 to 12
	weekday       // n is that of time.Weekday
	number        // n is the number
	ordinal       // n is the number
	unit          // n is a unit
	season        // n is a season
	partDay       // n is a part
	refer         // n is a reference
	shift         // n is a direction: last, this, next
	edge          // n is an edge: the beginning, the end
	holiday       // n is a feast
	away          // ago, earlier, later: n is a distance
	meridiem      // a.m., p.m.: n is 0 or 12
	zone          // n is minutes east of Greenwich
	glue          // holds the parts of an expression together
	clock         // 10:30, 9pm: n is minutes since midnight
	decade        // 1990s: n is its first year
	isoDate       // 2025-11-04 in one word: n is the day
	article       // the, a
)

// hint is what a word says of the tense of its clause.
type hint uint8

const (
	noHint  hint = iota
	past         // was, closed
	telling      // said: past, but what hangs on it may not be
	pledge       // promised: past, and ahead for what is promised
	ahead        // will, expected
	present      // resumes, is: ahead, if the time named can be
	having       // has, have: past
	toward       // to, before a verb
)

// sense is what is known of a word.
type sense struct {
	sort   sort
	n      int
	hint   hint
	plural bool
}

// Units of time.
const (
	second = iota
	minute
	hour
	day
	week
	fortnight
	monthUnit
	quarter
	half
	year
	decadeUnit
	century
	weekend
	nightUnit
)

// Parts of a day.
const (
	noPart = iota
	dawn
	morning
	noon
	afternoon
	dusk
	evening
	night
	midnight
	overnight
)

// What words that refer stand for.
const (
	today = iota + 1
	yesterday
	tomorrow
	tonight
	now
	recently
	soon
	formerly
	eve
	future
	pastTimes
)

// Edges of a longer time.
const (
	noEdge = iota
	beginning
	middle
	ending
	early
	late
)

// Directions.
const (
	noShift = iota
	last
	this
	next
	same // that, the same: the one last spoken of
	before
	after
)

// Distances.
const (
	ago = iota + 1
	earlier
	later
)

// Feasts; Easter and those that hang on it are computed.
const (
	noFeast = iota
	christmas
	christmasEve
	newYear
	newYearsEve
	easter
	goodFriday
	easterMonday
	pentecost
	ashWednesday
	halloween
	valentine
	thanksgiving
	midsummer
	mayDay
	boxingDay
)

var lexicon = words()

// IsDayOrMonth reports whether a word is a day of the week or a month, written out or cut short ("Tue.", "FEB").
func IsDayOrMonth(word string) bool {
	s := lexicon[strings.ToLower(word)].sort
	return s == weekday || s == month
}

// words is the lexicon: for each word in lower case what it is. Words of the same sort stand in order of their numbers.
func words() map[string]sense {
	m := make(map[string]sense, 700)
	add := func(s sort, n int, list string) {
		for _, w := range strings.Fields(list) {
			e := m[w]
			e.sort, e.n = s, n
			m[w] = e
		}
	}
	for i, l := range [...]string{
		"january jan jan.", "february feb feb.", "march mar mar.", "april apr apr.", "may", "june jun jun.", "july jul jul.", "august aug aug.",
		"september sept sept. sep sep.", "october oct oct.", "november nov nov.", "december dec dec.",
	} {
		add(month, i+1, l)
	}
	for i, l := range [...]string{"sunday sundays sun.", "monday mondays mon.", "tuesday tuesdays tue. tues.", "wednesday wednesdays wed.", "thursday thursdays thu. thurs.", "friday fridays fri.", "saturday saturdays sat."} {
		add(weekday, i, l)
		w := strings.Fields(l)[1]
		m[w] = sense{sort: weekday, n: i, plural: true}
	}
	for i, w := range strings.Fields("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen") {
		add(number, i+1, w)
	}
	for i, w := range strings.Fields("twenty thirty forty fifty sixty seventy eighty ninety") {
		add(number, 10*(i+2), w)
	}
	for i, w := range strings.Fields("twenties thirties forties fifties sixties seventies eighties nineties") {
		add(decade, 1900+10*(i+2), w)
	}
	for i, w := range strings.Fields("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth") {
		add(ordinal, i+1, w)
	}
	for i, w := range strings.Fields("second minute hour day week fortnight month quarter half year decade century weekend") {
		if i != second { // the word is an ordinal too: that is seen by what stands before it
			add(unit, i, w)
		}
		m[w+"s"] = sense{sort: unit, n: i, plural: true}
	}
	delete(m, "halfs")
	m["centuries"] = sense{sort: unit, n: century, plural: true}
	m["nights"] = sense{sort: unit, n: nightUnit, plural: true}
	for i, l := range [...]string{"spring", "summer", "autumn fall", "winter"} {
		add(season, i, l)
	}
	for i, l := range [...]string{"", "dawn daybreak sunrise", "morning mornings", "noon midday noontime", "afternoon afternoons", "dusk sunset nightfall sundown", "evening evenings", "night", "midnight", "overnight"} {
		add(partDay, i, l)
	}
	for i, l := range [...]string{"", "today", "yesterday", "tomorrow", "tonight", "now currently nowadays", "recently lately", "soon shortly", "previously formerly once", "eve", "future", "past"} {
		add(refer, i, l)
	}
	for i, l := range [...]string{"", "beginning start outset", "mid middle", "end ends", "early", "late"} {
		add(edge, i, l)
	}
	for i, l := range [...]string{"", "last previous preceding", "this current present", "next coming following forthcoming upcoming", "same that", "before", "after"} {
		add(shift, i, l)
	}
	for i, l := range [...]string{"", "ago", "earlier", "later afterwards"} {
		add(away, i, l)
	}
	for i, l := range [...]string{"", "christmas xmas", "", "", "", "easter", "", "", "pentecost whitsun", "", "halloween", "", "thanksgiving", "midsummer"} {
		add(holiday, i, l)
	}
	add(meridiem, 0, "am a.m. a.m")
	add(meridiem, 12, "pm p.m. p.m")
	for l, n := range map[string]int{"gmt utc z": 0, "bst cet": 60, "cest eet": 120, "eest msk": 180, "est cdt": -300, "edt": -240, "cst mdt": -360, "mst pdt": -420, "pst": -480, "ist": 330, "jst kst": 540} {
		add(zone, n, l)
	}
	add(article, 0, "the a an")
	add(glue, 0, "of in on at to and or about around approximately nearly almost shortly just some o'clock o’clock hrs local time - – , from until till between by")
	tenses(m)
	return m
}

// tenses gives words their hints.
func tenses(m map[string]sense) {
	hints := func(h hint, list string) {
		for _, w := range strings.Fields(list) {
			e := m[w]
			e.hint = h
			m[w] = e
		}
	}
	hints(past, `was were had did came took went fell rose gave found made met saw began left held hit sank struck killed
		won lost sent brought bought sold broke built caught chose cut drew drove flew fought froze got grew heard kept knew laid led
		let paid put ran read rode sang sat shot shut slept spent spoke stood stole swore taught thought threw understood woke wore became
		been being lay quit burst burnt spread withdrew sought shook spun swept swam hung dealt fled ate drank felt forgot hid
		learnt lent meant rang dug bore beat bent bound tore broadcast overtook withheld arose blew already`)
	hints(telling, "said told wrote added announced reported noted stated")
	hints(ahead, `will shall would 'll ’ll won't won’t due expected expects expect scheduled plans plan intends intend
		promises promise vows vow pledges pledge likely unlikely might could may should upcoming forthcoming hopes hope
		deadline awaits foresees foresee forecasts forecast predicts predict threatens threaten proposes propose wants want
		postpones tomorrow demands demand calls urges urge aims aim must prepares preparing slated anticipates going deadlines
		undertakes needs need awaiting means seeks`)
	hints(pledge, `planned intended promised promising vowed pledged hoped predicted threatened threatening proposed wanted asked ordered ordering
		demanded urged aimed invited supposed destined postponed delayed cancelled canceled rescheduled undertook undertaken obliged
		called foresaw foreseen tabled anticipated agreed decided awaited prepared believed`)
	hints(present, `is are follows follow sails closes opens begins begin starts start ends resumes resume meets meet returns return
		leaves arrives takes take expires comes goes go holds visits sits travels departs runs hosts enters changes remains remain lasts stays
		plays faces stands waits keeps lies serves rises gets gives makes becomes continues gathers gather convenes falls works wins launches reopens ships moves lands`)
	hints(having, "has have 've ’ve having")
	hints(toward, "to")
}
