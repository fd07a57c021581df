/** What a rendition is: played, or looked at page by page. Owns these shapes of the vault’s answers alone. */
export type MediaType = 'video/mp4' | 'audio/mp4' | 'image/jpeg';

/** Of a page, in pixels. */
export interface PageSize {
  readonly width: number;
  readonly height: number;
}

export interface MediaFacts {
  readonly mediaType: MediaType;
  readonly durationMs: number;
  readonly declaredMs: number;
  readonly width: number;
  readonly height: number;
  readonly flags: readonly string[];
}
