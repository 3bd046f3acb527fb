package resolve

// times fills in the value and interval of every time.
func (a *account) times() {}
