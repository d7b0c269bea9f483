package dev.ardennes.graph;

import java.util.Arrays;

/// A growing array of ints; also serves as stack and as queue (read by index).
final class IntArray {
  private int[] values = new int[16];
  private int size;

  void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size + (size >> 1));
    }
    values[size++] = value;
  }

  int get(int index) {
    return values[index];
  }

  int removeLast() {
    return values[--size];
  }

  /// Removes the value at `index`; the last value takes its place.
  void removeAt(int index) {
    values[index] = values[--size];
  }

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  void clear() {
    size = 0;
  }

  void shrinkTo(int newSize) {
    size = newSize;
  }

  int[] toArray() {
    return Arrays.copyOf(values, size);
  }
}
