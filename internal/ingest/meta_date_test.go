package ingest

import "testing"

func TestStampOf(t *testing.T) {
	for in, want := range map[string]string{
		"2025-11-06":                             "2025-11-06",
		"2025-11-06T08:15:00+03:00":              "2025-11-06T08:15:00+03:00",
		"2025-11-06T08:15:00Z":                   "2025-11-06T08:15:00Z",
		"2025-11-06T08:15:00+00:00":              "2025-11-06T08:15:00Z",
		"2025-11-06T08:15:00.123456Z":            "2025-11-06T08:15:00Z",
		"2025-11-06T08:15+0530":                  "2025-11-06T08:15:00+05:30",
		"2025-11-06T08:15":                       "2025-11-06",
		"2025-11-06 08:15:00":                    "2025-11-06",
		"2025-11-06 08:15:00 UTC":                "2025-11-06T08:15:00Z",
		"2025-11-06 3:15:00 -0800":               "2025-11-06T03:15:00-08:00",
		"2025-11-06@05:36:50 CST":                "2025-11-06T05:36:50-06:00",
		"20251106":                               "2025-11-06",
		"20251106T081500Z":                       "2025-11-06T08:15:00Z",
		"Thu, 06 Nov 2025 08:15:00 GMT":          "2025-11-06T08:15:00Z",
		"Thu, 06 Nov 2025 08:15:00 -0600":        "2025-11-06T08:15:00-06:00",
		"Thu Nov 06 2025 08:15:00 GMT+0000":      "2025-11-06T08:15:00Z",
		"Thu Nov 6 2025 08:15:00 GMT+0100 (MEZ)": "2025-11-06T08:15:00+01:00",
		"Thu Nov  6 08:15:00 UTC 2025":           "2025-11-06T08:15:00Z",
		"November 6, 2025, 07:47 PM EST":         "2025-11-06T19:47:00-05:00",
		"November 6, 2025 12:05 a.m. GMT":        "2025-11-06T00:05:00Z",
		"Nov. 6th, 2025":                         "2025-11-06",
		"6 November 2025 08:15":                  "2025-11-06",
		"6 Nov 2025 07:09 GMT":                   "2025-11-06T07:09:00Z",
		"01:38:07 PM IST Nov 06, 2025":           "2025-11-06", // Irish, Indian or Israeli
		"Published 10:02 AM EST Nov 6, 2025":     "2025-11-06T10:02:00-05:00",
		"13/11/2025":                             "2025-11-13",
		"11.14.2025 09:00 AM":                    "2025-11-14",
		"11/11/2025":                             "2025-11-11",
		"1762416900":                             "2025-11-06T08:15:00Z",
		"1762416900000":                          "2025-11-06T08:15:00Z",
		"1889-03-31":                             "1889-03-31",
		"2025-11-06T08:15:00+19:00":              "2025-11-06",
		"2025-11-06T28:15:00Z":                   "2025-11-06",

		"":                         "",
		"today":                    "",
		"yesterday at noon":        "",
		"4/5/2025":                 "", // April or May
		"2025-13-06":               "",
		"2025-02-30":               "",
		"31 November 2025":         "",
		"0001-01-01T00:00:00Z":     "",
		"1970-01-01T00:00:00Z":     "",
		"0000000000":               "",
		"MM.DD.YYYY hh:mm A":       "",
		"phone 555-2025-1106":      "",
		"MARCH OF THE PENGUINS 12": "",
	} {
		st, ok := stampOf(in)
		if got := st.String(); got != want || ok != (want != "") {
			t.Errorf("%q: %q (%v), want %q", in, got, ok, want)
		}
	}
}

// TestPublished holds the choice among several statements.
func TestPublished(t *testing.T) {
	group := func(texts ...string) []stamp {
		var g []stamp
		for _, text := range texts {
			if st, ok := stampOf(text); ok {
				g = append(g, st)
			}
		}
		return g
	}
	for name, c := range map[string]struct {
		s    statements
		want string
	}{
		"nothing":                     {statements{}, ""},
		"published before modified":   {statements{first: group("2025-11-06"), last: group("2025-11-07")}, "2025-11-06"},
		"only modified":               {statements{last: group("2025-11-07")}, "2025-11-07"},
		"restated at a change":        {statements{first: group("2025-11-06T13:21:00Z", "2025-11-06T08:02:00-05:00")}, "2025-11-06T08:02:00-05:00"},
		"instant before day":          {statements{first: group("2025-11-06", "2025-11-06T03:05:46Z")}, "2025-11-06T03:05:46Z"},
		"zone from another statement": {statements{first: group("2025-11-06 02:24:00"), shown: group("2025-11-06 02:24:00 UTC")}, "2025-11-06T02:24:00Z"},
		"another hour, another story": {statements{first: group("2025-11-06 02:24:00"), shown: group("2025-11-06 09:24:00 UTC")}, "2025-11-06"},
		"hour of the day stated":      {statements{first: group("2025-11-06"), second: group("2025-11-06T20:28:55Z")}, "2025-11-06T20:28:55Z"},
		"another day":                 {statements{first: group("2025-11-06"), second: group("2025-11-07T20:28:55Z")}, "2025-11-06"},
		"shown when nothing else":     {statements{shown: group("Nov 6, 2025"), last: group("2025-11-09T00:00:00Z")}, "2025-11-06"},
	} {
		if got := c.s.published(); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
