package resolve

// quantities fills in the bounds, unit and thing of every quantity.
func (a *account) quantities() {}
