//go:build !amd64

package infer

// available lists the kernels this machine can run, best first.
func available() []*kernel { return []*kernel{&plain} }
