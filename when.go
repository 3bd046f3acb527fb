package hearsay

// When is an interval of time that words give: when something was said, or when it happens.
//
// From and To are RFC 3339 instants, half open, with the offset of the document's published date (UTC where that has none); an open
// end is "". Where a day is meant it runs from midnight to midnight. Text is "" and Spans empty where no words say when, and the
// interval comes from the published date alone.
type When struct {
	Printed
	From      string    `json:"from"`
	To        string    `json:"to"`
	Precision Precision `json:"precision"`
	Reason    string    `json:"reason"` // how it was worked out: "the Tuesday before publication"
}

// Precision is the unit in which a time is given.
type Precision string

// The precisions, from fine to coarse. Span is that of an interval between two ends ("between March and May", "for two weeks").
const (
	Minute  Precision = "minute"
	Hour    Precision = "hour"
	PartDay Precision = "part_of_day" // morning, night
	Day     Precision = "day"
	Week    Precision = "week"
	Month   Precision = "month"
	Season  Precision = "season"
	Quarter Precision = "quarter"
	Year    Precision = "year"
	Decade  Precision = "decade"
	Between Precision = "between"
	Vague   Precision = "vague" // "recently": about
)

// Time is a date, a time of day or a duration as printed, and what it stands for.
type Time struct {
	Printed
	Value     string    `json:"value"` // 2025-11-04, 2025-W44, 2025-11, 2024, 2025-11-04T10:30, P3M, PAST_REF, PRESENT_REF, FUTURE_REF; "" unknown
	From      string    `json:"from"`  // as in When; "" where it places nothing on the calendar
	To        string    `json:"to"`
	Precision Precision `json:"precision"` // "" where From and To are
}

// Quantity is a number as printed: between Low and High of Unit, of Thing. A nil end is open ("at least 14" has no High).
type Quantity struct {
	Printed
	Low   *float64 `json:"low"`
	High  *float64 `json:"high"`
	Unit  string   `json:"unit"`  // ISO 4217 for money, SI symbol or plain name for measures, "%" for percent, "" for a count
	Thing string   `json:"thing"` // what is counted, as printed: "missile systems"; "" when not said
}
