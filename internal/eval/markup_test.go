package eval

import (
	"strings"
	"testing"
)

func TestParseMarked(t *testing.T) {
	text, marks, err := parseMarked(`<T n="1"><S n="2" kind="person">Zoë</S> <C n="2" act="deny" sure="sure" neg="1">denies</C> <T n="2">it</T></T>.`)
	if err != nil || text != "Zoë denies it." {
		t.Fatalf("got %q, %v", text, err)
	}
	var got []string
	for _, m := range marks {
		got = append(got, m.tag+m.attrs["n"]+" "+m.Of(text))
	}
	if got, want := strings.Join(got, "; "), "T1 Zoë denies it; S2 Zoë; C2 denies; T2 it"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestParseMarkedRefuses(t *testing.T) {
	for marked, want := range map[string]string{
		`<T n="1">so`:                         "never closed",
		`so</T>`:                              "closes nothing",
		`<T n="1"><H>so</T></H>`:              "closes nothing",
		`<H></H>so`:                           "empty",
		`<X>so</X>`:                           "unknown tag",
		`<T>so</T>`:                           "without n",
		`<C n="1" act="deny">denies</C>`:      "without sure",
		`a < b`:                               "stray",
		`<e t="person>Zoë</e> said <H>so</H>`: "closes nothing",
	} {
		if _, _, err := parseMarked(marked); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %q", marked, err, want)
		}
	}
}
