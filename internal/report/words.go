package report

import "hearsay"

// Who names the speaker of a claim, as printed and, where that is another word, by name.
func Who(c *hearsay.Claim) string { return Page{}.clean(who(c)) }

// How is the cue of a claim, and what is not plain: the act, the certainty, a denial, the reporter's distance.
func How(c *hearsay.Claim) string { return Page{}.clean(how(c)) }

// Through is the way a saying came, from the last that passed it on to the outlet, and what else stands beside it.
func Through(c *hearsay.Claim) string { return Page{}.clean(through(c)) }

// Resolved is what the words of a claim stand for: role, how the event stands, when it happens, when it was said, on what it rests.
func Resolved(c *hearsay.Claim) string { return Page{}.clean(resolved(c)) }

// Count is a number with its noun: "no claims", "1 claim", "12 claims".
func Count(n int, noun string) string { return count(n, noun) }

// Short is how an ID is shown to people: any unique beginning of it is accepted.
func Short(id string) string { return short(id) }
