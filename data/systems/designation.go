package systems

import "strings"

// designers are the letters that designations begin with, and what they usually stand for. Those with a ~ are letters of much else.
var designers = func() map[string]System {
	m := map[string]System{}
	for line := range strings.Lines(`Su MiG|fighter aircraft|RU
Tu|bomber|RU
Il Be|transport aircraft|RU
An|transport aircraft|UA
Yak|fighter aircraft|RU
Mi Ka|helicopter|RU
Kh|air-to-surface missile|RU
FAB OFAB ODAB RBK KAB BetAB ZAB UPAB|bomb|RU
BMP BMD|infantry fighting vehicle|RU
BTR BRDM|armoured personnel carrier|RU
ZSU ZU|air-defence system|RU
RPG|anti-tank rocket|RU
TOS BM|rocket artillery|RU
SA-N SA|air-defence system|
SS-N SS-NX SS-X SSC|ballistic missile|
AGM AIM BGM RIM FIM MIM UGM LGM RGM MGM FGM CIM|missile|US
GBU CBU BLU|guided bomb|US
MQ RQ YFQ XQ YMQ|drone|US
AH|attack helicopter|US
UH CH MH HH OH SH|helicopter|US
KC|tanker aircraft|US
RC EP EA WC|reconnaissance aircraft|US
AC MC|transport aircraft|US
HIMARS|rocket artillery|US
DF Dongfeng|ballistic missile|CN
HQ Hongqi|air-defence system|CN
YJ|anti-ship missile|CN
JL|submarine-launched ballistic missile|CN
CJ|cruise missile|CN
JF FC|fighter aircraft|CN
KJ|early-warning aircraft|CN
WZ|drone|CN
ZTZ ZTQ|tank|CN
ZBD|infantry fighting vehicle|CN
PLZ PCL|self-propelled gun|CN
PHL|rocket artillery|CN
KN Hwasong Hwasongpho Pukguksong Taepodong|ballistic missile|KP
Hwasal|cruise missile|KP
Shahed Mohajer Ababil|drone|IR
Geran|loitering munition|RU
Fateh Zelzal Khorramshahr|ballistic missile|IR
Samad|drone|YE
Hyunmoo|ballistic missile|KR
Agni|ballistic missile|IN
AN/|radar|US
F J T|fighter aircraft~|
A|attack aircraft~|
B H|bomber~|
C Y|transport aircraft~|
E P U|reconnaissance aircraft~|
Z|helicopter~|
S|air-defence system~|
R K M X|missile~|
PL CM YC|missile~|CN
AK AR|rifle~|
Mk MK|bomb~|
FN QW|missile~|CN`) {
		c := strings.Split(strings.TrimSpace(line), "|")
		for w := range strings.FieldsSeq(c[0]) {
			m[strings.ToLower(w)] = System{Kind: c[1], Country: c[2]}
		}
	}
	return m
}()

// otherThings look like designations and are something else: a disease, a car, a summit, a visa, a fuel.
var otherThings = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq("covid-19 f-150 f-250 f-350 g-7 g-8 g-20 h-1b c-4 e-10 e-85 a-1 mp-3 u-16 u-17 u-19 u-20 u-21 u-23 k-12") {
		m[w] = true
	}
	return m
}()

// designation reads letters with a number behind them (Su-99MK, R-361, Shahed-300), or the index of a Russian arsenal (9K37M2).
func designation(text string) (int, System, bool) {
	end := strings.IndexAny(text, " \n\t,;:!?\"”“)(]'’")
	if end < 0 {
		end = len(text)
	}
	w := strings.TrimRight(text[:end], ".-–")
	if i := strings.IndexAny(w, "—–"); i >= 0 {
		w = w[:i]
	}
	if len(w) < 3 || len(w) > 18 {
		return 0, System{}, false
	}
	if n := arsenal(w); n > 0 {
		s := System{ID: "designation " + strings.ToLower(w[:n]), Name: w[:n], Kind: arsenals[w[:2]], Country: "RU"}
		stem := 2
		for stem < n && (isDigit(w[stem]) || w[stem] == '-') {
			stem++
		}
		s.family(stem)
		return n, s, false
	}
	d := strings.IndexAny(w, "0123456789")
	if d <= 0 {
		return 0, System{}, false
	}
	letters, hyphen := w[:d], false
	if strings.HasSuffix(letters, "-") {
		letters, hyphen = letters[:d-1], true
	}
	n := d
	for n < len(w) && isDigit(w[n]) {
		n++
	}
	digits := n - d
	for n < len(w) && n < d+digits+5 && (isLetter(w[n]) && w[n] < 0x80 || isDigit(w[n])) {
		n++
	}
	made, ok := designers[strings.ToLower(letters)]
	if strings.HasPrefix(letters, "AN/") && len(letters) > 4 {
		made, ok = designers["an/"], true
	}
	// further parts after a hyphen stand for something beside it: "F-16-equipped"; a figure is a part of it
	if n < len(w) && w[n] == '-' && n+1 < len(w) && isDigit(w[n+1]) && ok {
		for n++; n < len(w) && isDigit(w[n]); n++ {
		}
	}
	if n < len(w) && w[n] != '-' && w[n] != '/' || digits > 4 || otherThings[strings.ToLower(w)] || w[d] == '0' && digits > 1 && len(letters) == 1 {
		return 0, System{}, false
	}
	s := System{Name: w[:n], Kind: made.Kind, Country: made.Country}
	if made.Kind == "" {
		// letters of nobody: only where the words around it leave no doubt
		if !hyphen || len(letters) > 4 || !upper(letters) {
			return 0, System{}, false
		}
		s.Kind = "system"
	}
	plural := strings.TrimSuffix(s.Name, "s")
	s.ID = "designation " + strings.ToLower(plural)
	s.Name = plural
	s.family(d + digits)
	doubtful := strings.HasSuffix(s.Kind, "~") || made.Kind == "" || !hyphen && len(letters) < 3 || letters[0] >= 'a'
	s.Kind = strings.TrimSuffix(s.Kind, "~")
	if s.Family != "" {
		doubtful = doubtful && len(letters) < 2 && !hyphen
	}
	return n, s, doubtful
}

// family makes a designation whose letters and number are listed, and that goes on with other letters, one of that family.
func (s *System) family(stem int) {
	if stem >= len(s.Name) {
		return
	}
	n, names := Match([]string{s.Name[:stem]})
	if n == 0 || names[0].Doubtful {
		return
	}
	f := names[0].System
	if f.Family != "" {
		if parent, ok := ByID(f.Family); ok {
			f = parent
		}
	}
	s.Family, s.Kind, s.Country = f.ID, f.Kind, f.Country
}

// arsenals are the indices of the Russian rocket and artillery directorate and of the navy.
var arsenals = map[string]string{
	"2S": "self-propelled gun", "2A": "howitzer", "2B": "mortar", "2K": "air-defence system", "9K": "missile system", "9M": "missile", "9P": "missile launcher",
	"9A": "missile launcher", "9S": "radar", "9N": "missile", "9T": "lorry", "3M": "missile", "3K": "air-defence system", "5V": "surface-to-air missile", "5P": "missile launcher",
	"1L": "radar", "1R": "electronic-warfare system",
}

// arsenal is the length of an index that w begins with: 9K37M2, 2S19.
func arsenal(w string) int {
	if _, ok := arsenals[w[:2]]; !ok {
		return 0
	}
	n := 2
	if n < len(w) && w[n] == '-' {
		n++
	}
	d := n
	for n < len(w) && isDigit(w[n]) {
		n++
	}
	if n == d || n-d > 3 {
		return 0
	}
	for n < len(w) && n < d+7 && (isDigit(w[n]) || 'A' <= w[n] && w[n] <= 'Z') {
		n++
	}
	if n < len(w) && isLetter(w[n]) {
		return 0
	}
	return n
}

func upper(s string) bool { return strings.ToUpper(s) == s && strings.ToLower(s) != s }
