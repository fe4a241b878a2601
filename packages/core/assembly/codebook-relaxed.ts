export * from './codebook';
