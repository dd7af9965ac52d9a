// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/product.h"

#include <ATen/Functions.h>
#include <ATen/core/grad_mode.h>

namespace timbre::nets {

namespace {

at::Tensor view(ConstRows rows) {
    // from_blob has no form for constant data; the products below only read these.
    return at::from_blob(const_cast<float*>(rows.data), {rows.rows, rows.columns}, at::kFloat);
}

void multiply(Rows into, const at::Tensor& a, const at::Tensor& b, float keep) {
    if (into.rows == 0 || into.columns == 0) {
        return;
    }
    const at::NoGradGuard plain;
    at::Tensor result = view(into);
    at::addmm_out(result, result, a, b, keep, 1.0F);
}

}  // namespace

void addProduct(Rows into, ConstRows a, ConstRows b) { multiply(into, view(a), view(b), 1.0F); }

void setProductWithTransposed(Rows into, ConstRows a, ConstRows b) { multiply(into, view(a), view(b).t(), 0.0F); }

void addProductWithTransposed(Rows into, ConstRows a, ConstRows b) { multiply(into, view(a), view(b).t(), 1.0F); }

void addTransposedProduct(Rows into, ConstRows a, ConstRows b) { multiply(into, view(a).t(), view(b), 1.0F); }

}  // namespace timbre::nets
