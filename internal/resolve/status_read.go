package resolve

// reading is how the event stands by the grammar of the main verb alone.
type reading string

// The readings. Beyond the statuses, a state ("is", "has") is told from what goes on ("is burning") and from one of the past ("was").
const (
	readNothing reading = "no verb"
	readNot     reading = "not"
	readNever   reading = "will not"
	readDone    reading = "done"
	readState   reading = "state"
	readWas     reading = "was"
	readGoing   reading = "going on"
	readWas2    reading = "was going on"
	readNow     reading = "present"
	readAhead   reading = "present ahead"
	readWill    reading = "will"
	readWould   reading = "would"
	readPlan    reading = "plan"
	readMay     reading = "may"
	readMust    reading = "must"
	readTo      reading = "to"
	readIng     reading = "gerund"
)

// read tells how the event of a clause stands; ahead says that a time in it lies ahead.
func (k *clause) read(ahead bool) reading {
	if k.main < 0 {
		if k.denied() || k.has(hints["false"]) {
			return readNot
		}
		return readNothing
	}
	g := &k.groups[k.main]
	form := k.formOf(g)
	if k.denied() {
		switch form {
		case "will", "would", "is to", "planned to":
			return readNever
		}
		return readNot
	}
	if seeming[g.last] {
		return readMay
	}
	switch form {
	case "will":
		return readWill
	case "would", "would have":
		return readWould
	case "is to", "planned", "planned to":
		return readPlan
	case "may", "could", "may have", "could have":
		return readMay
	case "should", "must", "has to", "should have", "must have":
		return readMust
	case "to":
		return readTo
	case "ing":
		return readIng
	case "is ing":
		if ahead {
			return readAhead
		}
		return readGoing
	case "was ing":
		return readWas2
	case "is", "has", "present", "base", "can":
		if k.false(g) {
			return readNot
		}
		if ahead && !states[g.last] {
			return readAhead
		}
		if form == "present" || form == "base" || form == "can" {
			return readNow
		}
		return readState
	case "was", "had":
		if k.false(g) {
			return readNot
		}
		return readWas
	}
	if ahead && (form == "is done" || form == "was done" || hints["change"][g.last]) { // moved to Saturday
		return readPlan
	}
	return readDone
}

// denied reports whether the main verb is denied: in its group, by its subject ("nobody was hurt") or by its object ("found no trace").
func (k *clause) denied() bool {
	from, to := 0, len(k.words)
	if k.main >= 0 {
		g := &k.groups[k.main]
		if g.negated && !k.only(g.From, g.To+1) {
			return true
		}
		to = min(to, g.To+4)
		for from = g.From; from > 0 && !k.begins[from] && !stop(k.words[from-1]) && k.words[from-1] != "and" && k.words[from-1] != "but"; from-- {
			if subordinators[k.words[from-1]] && from > 1 {
				break
			}
		}
	}
	for i := from; i < to; i++ {
		switch k.words[i] {
		case "no", "none", "nobody", "nothing", "neither", "not", "n't", "never", "nowhere":
			if !k.only(i, i+1) && !(k.words[i] == "no" && k.upper[i] && !k.begins[i]) {
				return true
			}
		}
		if k.main >= 0 && i >= k.groups[k.main].To && (stop(k.words[i]) || k.words[i] == "and" || k.words[i] == "but") {
			break
		}
	}
	return false
}

// only reports whether a negation between two words belongs to a number or to "not only".
func (k *clause) only(from, to int) bool {
	for i := from; i < to && i < len(k.words); i++ {
		if (k.words[i] == "not" || k.words[i] == "no") && i+1 < len(k.words) {
			switch k.words[i+1] {
			case "only", "just", "more", "less", "fewer", "merely":
				return true
			}
		}
	}
	return false
}

// false reports whether a verb of being is followed by a word for what is not so: "is a forgery".
func (k *clause) false(g *verbGroup) bool {
	for i := g.To; i < len(k.words) && i < g.To+6 && !stop(k.words[i]); i++ {
		if hints["false"][k.words[i]] {
			return true
		}
	}
	return false
}
