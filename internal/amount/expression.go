package amount

// expression is an amount in atoms, before anybody asked what it counts.
type expression struct {
	begin, end int // atoms that are printed as the quantity
	behind     int // atom behind the unit: where the thing may begin
	low, high  *float64
	unit       string
	numeral    numeral // the last of it
	qualified  bool
}

// measured is a number with its unit.
type measured struct {
	numeral
	value  float64
	unit   string
	sign   bool // the currency stands before it
	end    int  // behind what is printed
	behind int  // behind the unit
}

// amount reads an expression that begins at atom i.
func (p *parser) amount(i int) (expression, bool) {
	b, k := p.qualified(i)
	q := expression{begin: i, qualified: k > i}
	if t := p.at(k); t == "between" || (t == "from" || t == "anywhere") && ranging[p.at(k-1)] {
		j := k + 1
		if p.at(j) == "from" {
			j++
		}
		if first, ok := p.measured(j); ok {
			if r, ok := p.upTo(first, q, true); ok {
				r.qualified = true
				if t == "from" {
					r.begin = j
				}
				return r, true
			}
		}
	}
	first, ok := p.measured(k)
	if !ok {
		return q, false
	}
	if p.at(i-1) != "from" {
		if r, ok := p.upTo(first, q, false); ok {
			return r, true
		}
	} else if b, ok := p.measured(first.end + 1); ok && p.at(first.end) == "to" && first.unit == "" {
		first.unit, first.value = b.unit, p.alike(first, b) // two amounts, and the unit stands at the second: from 14.1 to 9.8 percent
	}
	q.numeral, q.unit, q.end, q.behind = first.numeral, first.unit, first.end, first.behind
	if r, ok := p.ratio(first, q); ok {
		return r, true
	}
	after, end := p.afterwards(q.end)
	if end > q.end {
		q.qualified = true
		q.end, q.behind = end, end
		if after != exact {
			b = after
		}
		if unit, behind, printed := p.unit(end); unit != "" && q.unit == "" {
			q.unit, q.behind = unit, behind
			if printed {
				q.end = behind
			}
		}
	}
	q.low, q.high = &first.value, &first.value
	switch {
	case b == least, first.open && b == exact:
		q.high = nil
	case b == utmost:
		q.low = nil
	}
	return q, true
}

var ranging = set("range ranges ranged ranging vary varies varied varying anywhere")

// measured reads currency, number and unit at atom i.
func (p *parser) measured(i int) (measured, bool) {
	m := measured{}
	sign, k := p.currencySign(i)
	n, ok := p.numeral(k)
	if !ok || sign != "" && !n.scaled && !p.atoms[k].number {
		return m, false
	}
	m.numeral, m.value, m.end, m.behind, m.sign = n, n.value, n.end, n.end, sign != ""
	unit, behind, printed := p.unit(n.end)
	switch {
	case sign != "":
		m.unit = sign
		if unit != "" && isCurrency(unit) { // "$5m dollars"
			m.end, m.behind = behind, behind
		}
	case unit != "":
		m.unit, m.behind = unit, behind
		if printed {
			m.end = behind
		}
	case n.times:
		m.unit = "times"
	}
	if n.share && (m.unit == "" || m.unit == "times") {
		m.unit, m.value = "%", m.value*100
	}
	return m, true
}

// currencySign reads "$", "US$", "Rs" before figures at atom i, and the atom behind it.
func (p *parser) currencySign(i int) (string, int) {
	t := p.at(i)
	if next := p.at(i + 1); next == "$" && p.atoms[i+1].glued {
		if c := currencySigns[t+"$"]; c != "" {
			return c, i + 2
		}
	}
	c := currencySigns[t]
	if c == "" || i+1 >= len(p.atoms) || !p.atoms[i+1].number && p.at(i+1) != "." {
		return "", i
	}
	return c, i + 1
}

// upTo reads the second end of a range whose first is read: "50 and 60", "5-10 million", "$5 million to $7 million".
func (p *parser) upTo(a measured, q expression, and bool) (expression, bool) {
	k := a.end
	if and && a.behind > a.end { // between two kilometres and three kilometres
		k = a.behind
	}
	switch t := p.at(k); {
	case and && t == "and", and && t == "to", !and && (t == "or" || t == "to" && !p.moved(q.begin)):
	case t == "-" || t == "–" || t == "‑":
		if and || k+1 < len(p.atoms) && p.atoms[k].glued != p.atoms[k+1].glued {
			return q, false
		}
		if p.at(a.end+2) == "-" && p.atoms[min(a.end+3, len(p.atoms)-1)].number || q.begin > 0 && p.at(q.begin-1) == "-" {
			return q, false // 2025-10-14
		}
	default:
		return q, false
	}
	b, ok := p.measured(k + 1)
	if !ok || a.open || b.open || a.times || b.times || a.share != b.share && a.unit != "%" {
		return q, false
	}
	word := p.at(k) == "or"
	low := p.alike(a, b)
	if a.unit != b.unit && a.unit != "" && b.unit != "" || low >= b.value || a.unit != "" && b.unit == "" && a.unit != "%" && !a.sign {
		return q, false
	}
	if word && (b.value > 2*low+2 || a.weak && b.value > 3) {
		return q, false
	}
	q.low, q.high, q.unit, q.numeral = &low, &b.value, b.unit, b.numeral
	if a.unit != "" {
		q.unit = a.unit
	}
	q.end, q.behind = b.end, b.behind
	return q, true
}

// alike is the value of a where the scale of b behind it is meant for both: 5 million of "5-10 million".
func (p *parser) alike(a, b measured) float64 {
	if b.scaled && !a.scaled && a.value < b.value && a.value < 1000 {
		if scaled := a.value * b.value / p.unscaled(b); scaled < b.value {
			return scaled
		}
	}
	return a.value
}

// unscaled is the number before its scale: 10 of "10 million".
func (p *parser) unscaled(m measured) float64 {
	v := m.value
	for _, s := range []float64{1e12, 1e9, 1e6, 1e3} {
		if v >= s {
			return v / s
		}
	}
	return v
}

// moved reports whether a number at atom i is what something rose or fell by: "up 5 to 40" is no range.
func (p *parser) moved(i int) bool {
	for k := i - 1; k >= 0 && k >= i-2; k-- {
		if movements[p.at(k)] {
			return true
		}
	}
	return false
}

var movements = set(`up down rose fell rise fall climbed dropped gained lost jumped slid slipped eased grew shrank by raised cut increased decreased
	advanced declined added won beat defeated`)

// ratio reads "eight in ten", "nine out of 10" as a share.
func (p *parser) ratio(a measured, q expression) (expression, bool) {
	k := a.end
	if a.unit != "" || a.scaled || a.value < 1 {
		return q, false
	}
	switch {
	case p.at(k) == "in":
	case p.at(k) == "out" && p.at(k+1) == "of":
		k++
	default:
		return q, false
	}
	n, ok := p.numeral(k + 1)
	if p.at(k+1) == "every" {
		n, ok = p.numeral(k + 2)
	}
	if !ok || !wholes[n.value] || n.value <= a.value || n.plain && n.value > 10 && p.at(k) == "in" && n.value != 100 {
		return q, false
	}
	if unit, _, _ := p.unit(n.end); unit != "" {
		return q, false // two in three days
	}
	v := 100 * a.value / n.value
	q.low, q.high, q.unit, q.numeral = &v, &v, "%", numeral{share: true}
	q.end, q.behind = n.end, n.end
	return q, true
}

var wholes = map[float64]bool{2: true, 3: true, 4: true, 5: true, 6: true, 8: true, 10: true, 20: true, 100: true, 1000: true}

// unit reads a unit at atom i: its name, the atom behind it, and whether it is printed as part of the quantity.
func (p *parser) unit(i int) (unit string, behind int, printed bool) {
	k := p.hyphen(i)
	t := p.at(k)
	switch {
	case t == "":
		return "", i, false
	case t == "%":
		return "%", k + 1, true
	case t == "percentage" && (p.at(k+1) == "point" || p.at(k+1) == "points"):
		return "pp", k + 2, false
	case t == "pct" && p.at(k+1) == "points":
		return "pp", k + 2, false
	case t == "basis" && (p.at(k+1) == "points" || p.at(k+1) == "point"):
		return "bp", k + 2, false
	case t == "per" && (p.at(k+1) == "cent" || p.at(k+1) == "-" && p.at(k+2) == "cent"):
		return "%", k + 2, true
	case percents[t] && t != "percentage":
		return "%", k + 1, true
	case t == "nautical" && (p.at(k+1) == "miles" || p.at(k+1) == "mile"):
		return "nmi", k + 2, false
	case t == "metric" && (p.at(k+1) == "tons" || p.at(k+1) == "tonnes"):
		return "t", k + 2, false
	}
	if c, end := p.currency(k); c != "" {
		return c, end, true
	}
	return p.measure(k, i)
}

// currency reads currency words at atom k: "dollars", "U.S. dlrs", "Swiss francs", "pounds sterling".
func (p *parser) currency(k int) (string, int) {
	if c := currencySigns[p.at(k)]; c != "" && p.at(k) != "re" && (len(p.at(k)) == 3 || p.atoms[k].glued) {
		return c, k + 1
	}
	for j := k; j <= k+2; j++ {
		c := currencyWords[p.at(j)]
		if c == "" {
			continue
		}
		if j > k {
			named := currencyOf[c][p.at(j-1)]
			if named == "" {
				return "", k
			}
			return named, j + 1
		}
		if c == "GBP" && p.at(j+1) == "of" && p.at(j) != "sterling" {
			return "", k // pounds of flour
		}
		if (c == "mark" || c == "lira" || c == "crown") && p.at(k-1) == "one" {
			return "", k
		}
		for p.at(j+1) == "sterling" || p.at(j+1) == "stg" {
			j++
		}
		return c, j + 1
	}
	return "", k
}

// measure reads a measure at atom k: "kilometres", "sq km", "cubic feet", "degrees Celsius", "km/h", "times".
func (p *parser) measure(k, number int) (string, int, bool) {
	t := p.at(k)
	unit := measureOf(t)
	if t == "pounds" || t == "pound" {
		unit = "lb"
	}
	end := k + 1
	switch unit {
	case "":
		return "", number, false
	case "sq", "cu":
		unit = measureOf(p.at(k + 1))
		if unit == "" {
			return "", number, false
		}
		if t == "cubic" {
			unit += "³"
		} else {
			unit += "²"
		}
		end++
	case "°":
		switch p.at(end) {
		case "celsius", "centigrade", "c":
			unit, end = "°C", end+1
		case "fahrenheit", "f":
			unit, end = "°F", end+1
		}
	case "times":
		if t == "times" && p.at(end) == "a" { // three times a day
			return unit, end, false
		}
	}
	if (p.at(end) == "/" || p.at(end) == "per" || p.at(end) == "an") && (p.at(end+1) == "h" || p.at(end+1) == "hour") && (unit == "km" || unit == "mi") {
		unit, end = unit+"/h", end+2
	}
	if (t == "second" || t == "foot" || t == "yard") && k == number && !p.atoms[k-1].number {
		return "", number, false
	}
	return unit, end, p.atoms[k].glued && k == number
}

func measureOf(t string) string {
	if u := measures[t]; u != "" {
		return u
	}
	if n := len(t); n > 3 && t[n-1] == 's' {
		return measures[t[:n-1]]
	}
	return ""
}

func isCurrency(unit string) bool {
	return len(unit) == 3 && unit >= "AAA" && unit <= "ZZZ"
}
