package hearsay

import "errors"

// The kinds of error that callers tell apart with errors.Is.
var (
	ErrInvalid     = errors.New("invalid")     // the input breaks a rule it was told of
	ErrUnsupported = errors.New("unsupported") // the input may be fine, but not for us
	ErrNotFound    = errors.New("not found")   // nothing goes by that name
	ErrConflict    = errors.New("conflict")    // what is asked for does not go with what is there
	ErrUnavailable = errors.New("unavailable") // fine, but not now: a full disk, a server that does not answer, a file that may not be written
)
