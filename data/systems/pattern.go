package systems

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Pattern is the unlisted system that a name is by its form, and whether it is one: a hull number (DDG-140), a ship with the
// prefix of its navy, a class, a calibre with its noun, letters with a number. A listed name is not one.
func Pattern(name string) (System, bool) {
	if n, _ := Match(strings.Fields(name)); n > 0 && n == len(strings.Fields(name)) {
		return System{}, false
	}
	n, s, _ := Unlisted(name)
	return s, n > 0 && n == len(name)
}

// Unlisted is the system that text begins with by the form of its words: how many bytes it takes, and whether the form alone leaves
// doubt (M-20 may be a road).
func Unlisted(text string) (n int, s System, doubtful bool) {
	if text == "" || text[0] >= utf8.RuneSelf || !('A' <= text[0] && text[0] <= 'Z' || '0' <= text[0] && text[0] <= '9') {
		return 0, s, false
	}
	text = text[:min(len(text), 96)]
	for _, p := range []func(string) (int, System, bool){calibre, ship, class, hull, designation} {
		if n, s, doubtful := p(text); n > 0 {
			return n, s, doubtful
		}
	}
	return 0, s, false
}

// calibre reads "155mm howitzer", "5.56-mm rifle": the noun says what it is.
func calibre(text string) (int, System, bool) {
	i := 0
	for i < len(text) && (isDigit(text[i]) || text[i] == '.' && i > 0) && i < 6 {
		i++
	}
	number := text[:i]
	if i == 0 || number[0] == '0' || strings.HasSuffix(number, ".") || strings.Count(number, ".") > 1 {
		return 0, System{}, false
	}
	rest := strings.TrimLeft(text[i:], "- ")
	if len(text[i:])-len(rest) > 1 || !strings.HasPrefix(rest, "mm") {
		return 0, System{}, false
	}
	rest = rest[2:]
	for _, k := range [...]struct{ noun, kind string }{
		{"self-propelled howitzer", "self-propelled gun"},
		{"artillery shell", "artillery shell"},
		{"artillery round", "artillery shell"},
		{"heavy machine gun", "machine gun"},
		{"machine gun", "machine gun"},
		{"anti-tank gun", "howitzer"},
		{"anti-aircraft gun", "air-defence system"},
		{"howitzer", "howitzer"},
		{"mortar", "mortar"},
		{"cannon", "autocannon"},
		{"gun", "howitzer"},
		{"shell", "artillery shell"},
		{"rocket", "rocket artillery"},
		{"rifle", "rifle"},
		{"pistol", "pistol"},
		{"handgun", "pistol"},
		{"round", "artillery shell"},
	} {
		if r := strings.TrimLeft(rest, " "); len(r) < len(rest) && hasFold(r, k.noun) {
			end := len(text) - len(r) + len(k.noun)
			if end < len(text) && text[end] == 's' {
				end++
			}
			if end < len(text) && isLetter(text[end]) {
				continue
			}
			name := number + "mm " + k.noun
			return end, System{ID: "calibre " + name, Name: name, Kind: k.kind}, false
		}
	}
	return 0, System{}, false
}

// navies are the prefixes of ships, with the country where there is one; those in small letters behind it mean other things too.
var navies = map[string]string{
	"USS": "US", "USNS": "US", "USCGC": "US", "HMS": "GB", "RFA": "GB", "HMAS": "AU", "HMCS": "CA", "HMNZS": "NZ", "INS": "", "BRP": "PH",
	"KRI": "ID", "ROKS": "KR", "JS": "JP", "JDS": "JP", "PNS": "PK", "BNS": "BD", "SLNS": "LK", "HTMS": "TH", "RSS": "SG", "TCG": "TR", "ITS": "IT", "FS": "FR", "FGS": "DE",
	"HNLMS": "NL", "HDMS": "DK", "HNoMS": "NO", "KNM": "NO", "HSwMS": "SE", "ORP": "PL", "ESPS": "ES", "SPS": "ES", "NRP": "PT", "BAP": "PE", "ARA": "AR", "ARC": "CO",
	"ARM": "MX", "UMS": "MM", "ENS": "EG", "SAS": "ZA", "NNS": "NG", "IRIS": "IR", "ROCS": "TW", "CNS": "CN", "MV": "", "M/V": "", "MT": "", "M/T": "", "RMS": "GB", "SS": "",
}

const (
	otherToo = " INS JS PNS BNS RSS ITS FS SPS ARA ARC ARM UMS ENS SAS NNS IRIS CNS MT SS RFA KRI "
	merchant = " MV M/V MT M/T SS RMS "
)

// ship reads "USS John Doe": the prefix and the names behind it.
func ship(text string) (int, System, bool) {
	prefix, _, ok := strings.Cut(text, " ")
	country, known := navies[prefix]
	if !ok || !known {
		return 0, System{}, false
	}
	end, names := len(prefix), 0
	for at := end; names < 4 && at < len(text) && text[at] == ' '; at = end {
		w := text[at+1:]
		if i := strings.IndexFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' && r != '-' }); i >= 0 {
			w = w[:i]
		}
		for _, clitic := range []string{"'s", "’s", "-class", "-led", "'", "’"} {
			w = strings.TrimSuffix(w, clitic)
		}
		first, _ := utf8.DecodeRuneInString(w)
		small := w == "of" || w == "de" || w == "the" || w == "da" || w == "do"
		if w == "" || !unicode.IsUpper(first) && (!small || names == 0) || notInShip[w] {
			break
		}
		end = at + 1 + len(w)
		if len(w) == 1 && end < len(text) && text[end] == '.' {
			end++ // an initial
		}
		names++
	}
	for small := true; small; { // "of" goes with a name behind it
		small = false
		for _, w := range []string{" of", " de", " the", " da", " do"} {
			if strings.HasSuffix(text[:end], w) {
				end, small = end-len(w), true
			}
		}
	}
	if names == 0 {
		return 0, System{}, false
	}
	s := System{ID: "ship " + hyphened(text[:end]), Name: text[:end], Kind: "ship", Country: country}
	if strings.Contains(merchant, " "+prefix+" ") {
		s.Kind = "merchant ship"
	}
	return end, s, strings.Contains(otherToo, " "+prefix+" ")
}

// notInShip are words with a capital that may follow the name of a ship.
var notInShip = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq("Carrier Strike Group Amphibious Ready Navy Captain Commander Monday Tuesday Wednesday Thursday Friday Saturday Sunday " +
		"Division Chemicals Corp Corporation Steel Co Inc Company Ltd News Agency Newspaper January February March April May June July August September October November December In On At The A He She It") {
		m[w] = true
	}
	return m
}()

// class reads "Okean-class corvette", "Lürssen-class vessels": a name before "-class" and a noun for ships behind it.
func class(text string) (int, System, bool) {
	i := strings.Index(text, "-class")
	if i < 3 || i > 48 || strings.ContainsAny(text[:i], ",.;:!?\"“”()\n") {
		return 0, System{}, false
	}
	names := text[:i]
	if first, _, _ := strings.Cut(names, " "); first == "The" || first == "A" || first == "An" || first == "Its" || first == "Their" {
		return 0, System{}, false
	}
	for w := range strings.FieldsSeq(names) {
		if r, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(r) && !unicode.IsDigit(r) {
			return 0, System{}, false
		}
	}
	if strings.Count(names, " ") > 2 {
		return 0, System{}, false
	}
	end := i + len("-class")
	kind := ""
	rest := strings.FieldsFunc(text[end:], func(r rune) bool { return r == ' ' })
	for _, w := range rest[:min(4, len(rest))] {
		w = strings.ToLower(strings.TrimRight(w, ".,;:!?\"”)'’s"))
		if Means(w, "frigate") || w == "icebreaker" || Means(w, "submarine") || Means(w, "aircraft carrier") && w != "vehicle" {
			kind = w
			break
		}
	}
	if kind == "" {
		return 0, System{}, false
	}
	return end, System{ID: "class " + hyphened(names), Name: names + " class", Kind: kind + " class"}, false
}

// hulls are the letters of hull numbers, with what they stand for.
var hulls = map[string]string{
	"CVN": "aircraft carrier", "CV": "aircraft carrier", "CG": "cruiser", "DDG": "destroyer", "DD": "destroyer", "DDH": "destroyer", "FFG": "frigate", "FF": "frigate",
	"FFM": "frigate", "FFH": "frigate", "LCS": "littoral combat ship", "LHD": "amphibious assault ship", "LHA": "amphibious assault ship", "LPD": "amphibious transport dock",
	"LPH": "amphibious assault ship", "LSD": "landing ship", "LST": "landing ship", "SSN": "submarine", "SSBN": "ballistic-missile submarine", "SSGN": "submarine", "SSK": "submarine",
	"WMSL": "coast-guard cutter", "WMEC": "coast-guard cutter", "MRRV": "coast-guard cutter", "WAGB": "icebreaker", "ESB": "support ship", "AOPV": "patrol vessel", "BB": "battleship",
}

// hull reads "DDG-140", "CVN 82".
func hull(text string) (int, System, bool) {
	i := 0
	for i < len(text) && 'A' <= text[i] && text[i] <= 'Z' {
		i++
	}
	kind, ok := hulls[text[:i]]
	if !ok || i == len(text) || text[i] != '-' && text[i] != ' ' {
		return 0, System{}, false
	}
	end := i + 1
	for end < len(text) && isDigit(text[end]) {
		end++
	}
	if end == i+1 || end > i+5 || end < len(text) && isLetter(text[end]) {
		return 0, System{}, false
	}
	name := text[:i] + "-" + text[i+1:end]
	return end, System{ID: "hull " + strings.ToLower(name), Name: name, Kind: kind}, i < 3 || text[i] == ' '
}

func isDigit(b byte) bool  { return '0' <= b && b <= '9' }
func isLetter(b byte) bool { return 'a' <= b|0x20 && b|0x20 <= 'z' || b >= utf8.RuneSelf }

func hasFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

// hyphened is words in lower case with hyphens between.
func hyphened(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), "-")
}
