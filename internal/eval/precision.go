package eval

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
)

// precision tells what numbers the reader's matrices are stored in: the type of its first layer's query weights.
func precision(files fs.FS) (string, error) {
	const file, tensor = "reader.safetensors", "layers.0.q.weight"
	f, err := files.Open(file)
	if err != nil {
		return "", err
	}
	defer func() { _ = f.Close() }()
	var size uint64
	if err := binary.Read(f, binary.LittleEndian, &size); err != nil {
		return "", fmt.Errorf("%s: %w", file, err)
	}
	var head map[string]struct{ Dtype string }
	if err := json.NewDecoder(io.LimitReader(f, int64(min(size, 1<<24)))).Decode(&head); err != nil {
		return "", fmt.Errorf("%s: %w", file, err)
	}
	switch head[tensor].Dtype {
	case "I8":
		return "int8", nil
	case "F16", "F32":
		return "fp32", nil // half-precision weights are computed with in full
	}
	return "", fmt.Errorf("%s: %s is of unknown type %q", file, tensor, head[tensor].Dtype)
}
