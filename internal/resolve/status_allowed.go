package resolve

import (
	"slices"

	"hearsay"
)

// allowed are the statuses that the kind of saying and the grammar leave open.
func allowed(c *hearsay.Claim, k *clause, read reading, cue []string) statusSet {
	switch c.Act {
	case hearsay.Request:
		return statusesOf(hearsay.Demanded)
	case hearsay.Predict:
		return statusesOf(hearsay.Expected, hearsay.Planned, hearsay.Conceivable)
	case hearsay.Deny:
		return statusesOf(hearsay.NotHappened)
	case hearsay.Doubt:
		if slices.Contains(cue, "not") && slices.Contains(cue, "believe") { // who does not believe it says that it is not so
			return statusesOf(hearsay.NotHappened)
		}
		return statusesOf(hearsay.Conceivable)
	case hearsay.Ask:
		return statusesOf(hearsay.Conceivable)
	case hearsay.Decline:
		if read == readNot {
			return statusesOf(hearsay.NotHappened)
		}
		return statusesOf(hearsay.Conceivable)
	}
	real := statusesOf(hearsay.Happened, hearsay.Ongoing)
	switch {
	case c.Denied:
		return statusesOf(hearsay.NotHappened)
	case slices.Contains(cue, "not") && (c.Act == hearsay.Assert || c.Act == hearsay.Confirm): // have not confirmed, are not saying
		return statusesOf(hearsay.Conceivable)
	case c.Act == hearsay.Show && read == readNothing: // a picture shows three tanks: they stand there
		return statusesOf(hearsay.Ongoing)
	case c.Certainty == hearsay.Possible, c.Certainty == hearsay.Unsure, c.Act == hearsay.Commit && read == readNothing, read == readAhead:
		return anyStatus &^ real
	}
	switch read {
	case readNot, readNever:
		return statusesOf(hearsay.NotHappened, hearsay.Conceivable)
	case readMay:
		return statusesOf(hearsay.Conceivable)
	case readWill, readWould, readPlan, readMust:
		return anyStatus &^ real
	}
	open := anyStatus
	if !slices.Contains(cue, "deny") && !k.has(hints["false"]) {
		open &^= statusesOf(hearsay.NotHappened)
	}
	if !slices.Contains(cue, "call") && !slices.Contains(cue, "ask") {
		open &^= statusesOf(hearsay.Demanded)
	}
	if read == readGoing && !k.has(hints["change"]) && !k.has(hints["plan"]) {
		open &= real
	}
	return open
}
