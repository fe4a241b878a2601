/** First byte of memory that the kernel's own constants do not take. */
export function heapBase(): usize {
  return __heap_base;
}
