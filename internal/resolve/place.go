package resolve

// places gives mentions their place.
func (a *account) places() {}
