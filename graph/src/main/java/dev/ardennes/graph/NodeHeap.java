package dev.ardennes.graph;

import java.util.Arrays;

/// A binary heap of node ids with decreasable keys; equal keys leave in order of id.
final class NodeHeap {
  private static final int ABSENT = -1;

  private final double[] keys;
  private final int[] positions;
  private int[] heap = new int[16];
  private int size;

  /// Keys live in the caller's array, so that after a run it holds the final distances.
  NodeHeap(double[] keys) {
    this.keys = keys;
    this.positions = new int[keys.length];
    Arrays.fill(positions, ABSENT);
  }

  boolean isEmpty() {
    return size == 0;
  }

  /// Inserts the node, or moves it up after its key became smaller.
  void insertOrDecrease(int node) {
    if (positions[node] == ABSENT) {
      if (size == heap.length) {
        heap = Arrays.copyOf(heap, size + (size >> 1));
      }
      place(node, size++);
    }
    siftUp(positions[node]);
  }

  /// The key of the node that leaves next.
  double leastKey() {
    return keys[heap[0]];
  }

  void clear() {
    for (int i = 0; i < size; i++) {
      positions[heap[i]] = ABSENT;
    }
    size = 0;
  }

  int removeLeast() {
    int least = heap[0];
    positions[least] = ABSENT;
    int last = heap[--size];
    if (size > 0) {
      place(last, 0);
      siftDown();
    }
    return least;
  }

  private void siftUp(int start) {
    int position = start;
    int node = heap[position];
    while (position > 0) {
      int above = (position - 1) >> 1;
      if (!before(node, heap[above])) {
        break;
      }
      place(heap[above], position);
      position = above;
    }
    place(node, position);
  }

  private void siftDown() {
    int position = 0;
    int node = heap[0];
    while (true) {
      int below = 2 * position + 1;
      if (below >= size) {
        break;
      }
      if (below + 1 < size && before(heap[below + 1], heap[below])) {
        below++;
      }
      if (!before(heap[below], node)) {
        break;
      }
      place(heap[below], position);
      position = below;
    }
    place(node, position);
  }

  private void place(int node, int position) {
    heap[position] = node;
    positions[node] = position;
  }

  private boolean before(int left, int right) {
    int order = Double.compare(keys[left], keys[right]);
    return order != 0 ? order < 0 : left < right;
  }
}
