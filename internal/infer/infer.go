// Package infer runs small BERT encoders on the CPU: weights from a safetensors file, word pieces, matrix kernels, batches.
//
// Word pieces go in, rows of numbers come out:
//
//	enc.Encode(ctx, []Sequence{{IDs: […101, 1996, 3539, 102], …}})  →  one row of 384 floats for each piece that was asked for
//
// One engine serves every model of the project; a model is its weights and its Spec. Matrix products multiply eight-bit weights
// with 14-bit activations in whole numbers, the same on every instruction set, or, from unquantised weights, run in fp32.
// Results do not depend on how sequences are batched nor on how many threads work.
//
// What the numbers mean is not its business: it knows nothing of news, claims or documents.
package infer
