package amount

// loose reports whether an expression may be something else than an amount: a year, an age, a name's number, a time of day, a duration,
// a pronoun, or is only vague.
func (p *parser) loose(q expression, thing bool) bool {
	n := q.numeral
	before, behind := p.at(q.begin-1), p.at(q.end)
	switch {
	case durations[q.unit]:
		return true
	case n.weak && !q.qualified, n.open, n.share && q.unit == "%" && !thing:
		return true
	case p.joinedBefore(q.begin), p.joinedBehind(q, thing):
		return true
	case q.unit == "%", isCurrency(q.unit), n.scaled:
		return false
	case q.unit != "":
		return q.unit == "m" && !thing && n.plain && p.atoms[q.end-1].glued && before == ""
	case !thing:
		return true
	case q.qualified:
		return false
	case naming[before], months[before], months[behind], halves[behind]:
		return true
	case (before == "and" || before == "to" || before == ",") && months[p.at(q.begin-3)]: // April 12 and 26
		return true
	case before == "," && (behind == "," || behind == ")"), before == "(" && behind == ")":
		return true
	case before == "at" && n.value <= 24, before == "the" && n.value <= 3:
		return true
	case n.plain && n.value >= 1500 && n.value <= 2100 && len(p.at(q.end-1)) == 4:
		return dating[before] || !plural(p.atoms[min(q.end, len(p.atoms)-1)].text)
	}
	// A capital before bare figures makes a name of them: Flight 370, Boeing 737.
	return n.plain && q.begin > 0 && p.atoms[q.begin-1].upper && !stops[before] && !qualifying[before]
}

// joinedBefore reports whether something that is no number is written together with what begins at atom i: Su-30, mid-2019, 3-1.
func (p *parser) joinedBefore(i int) bool {
	if i == 0 || !p.atoms[i].glued {
		return false
	}
	t := p.at(i - 1)
	return t == "-" || t == "‑" || t == "–" || t == "/" || t == ":" || t == "." || t == "#" || letter(t)
}

// joinedBehind reports whether what is written together behind makes it no amount: 14-year-old, 2-1, 40:7.
func (p *parser) joinedBehind(q expression, thing bool) bool {
	if q.end >= len(p.atoms) || !p.atoms[q.end].glued {
		return false
	}
	switch p.at(q.end) {
	case "-", "‑", "–", "/", ":":
		next := p.at(q.end + 1)
		return agedOf[next] || q.end+1 < len(p.atoms) && p.atoms[q.end+1].number || !thing && q.unit == ""
	}
	return false
}

var (
	naming = set(`no no. nr number numbers article articles chapter section page pages room flight route resolution paragraph clause item channel phase
		level class category magnitude age aged size platform gate line day week version unit block reactor grade stage tier rule act
		paragraph figure table group district zone area site runway building hut camp battery model type mark squadron highway road apollo`)
	halves     = set("am pm a.m p.m o'clock o’clock gmt utc bst est cet hours")
	dating     = set("in since until till by from of during year to after before for and around early late mid")
	qualifying = set("about some nearly almost around over roughly another only just all approximately circa perhaps exactly fully")
)
