import type { CameraMode, Edit, Measures, RecipeInput } from '@selforg/core';
import type { Picture } from './picture.js';

// What the page and its simulation say to each other.

/** Where the stage looks, in its own pixels: pixel = offset + scale · place in the picture. */
export interface Camera {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  /** Of the stage. */
  readonly width: number;
  readonly height: number;
}

export interface FrameRequest {
  readonly kind: 'frame';
  /** Steps to take at most, and milliseconds after which no more are begun. */
  readonly steps: number;
  readonly budget: number;
  /** Measure even if it was done a moment ago. */
  readonly measure: boolean;
  /** What a lattice that is not shown whole is looked at through. */
  readonly camera: Camera;
  /** Whether that camera goes with what lives, and pixels of the screen a pixel of the style sheet. */
  readonly tracking: CameraMode;
  readonly ratio: number;
  /** Set where the page cannot draw on a graphics card: the worker then draws, and sends a bitmap. */
  readonly isDrawn: boolean;
  /** Memory of former pictures, to be used again. */
  readonly returned: readonly ArrayBuffer[];
}

export type Request =
  | { readonly kind: 'create'; readonly run: number; readonly recipe: RecipeInput }
  | FrameRequest
  | { readonly kind: 'edit'; readonly edits: readonly Edit[] }
  | { readonly kind: 'look'; readonly view: string; readonly palette: string }
  | { readonly kind: 'still'; readonly camera: Camera };

export interface Frame {
  readonly kind: 'frame';
  readonly run: number;
  readonly time: number;
  /** Steps taken for this frame, and the milliseconds they took. */
  readonly steps: number;
  readonly took: number;
  readonly measures?: Measures;
  readonly view: PictureSize;
  /** Where the picture was seen from; nothing where it is the whole one. */
  readonly camera?: Camera;
  readonly picture?: Picture;
  readonly bitmap?: Bitmap;
}

/** What the worker drew. */
export interface Bitmap {
  readonly image: ImageBitmap;
  /** Where its corner lies in the picture, and units of the picture a pixel; nothing where it is what the camera saw. */
  readonly place?: { readonly x: number; readonly y: number; readonly cell: number };
}

export interface PictureSize {
  readonly width: number;
  readonly height: number;
  /** Where its corner lies in the coordinates that edits use. */
  readonly origin: readonly [number, number];
  readonly background: readonly [number, number, number];
  /** Pictures show the part that the camera sees: the whole has no end, or too many cells. */
  readonly isWindowed: boolean;
  /** A lattice without end, of which the size is that of the part at home; there is something to see beyond. */
  readonly isBoundless: boolean;
  /** Left, top, right and bottom of all that lives there. */
  readonly extent?: readonly [number, number, number, number];
}

export type Reply =
  | { readonly kind: 'created'; readonly run: number }
  /** The recipe was refused: what ran before runs on. */
  | { readonly kind: 'refused'; readonly run: number; readonly message: string; readonly field?: string }
  | Frame
  | { readonly kind: 'still'; readonly png: Uint8Array<ArrayBuffer> }
  /** Something that should not happen did: the simulation cannot be trusted any more. */
  | { readonly kind: 'broken'; readonly message: string };

export interface ExportRequest {
  readonly recipe: RecipeInput;
  readonly frames: number;
  readonly every: number;
  readonly scale: number;
}

export type ExportReply =
  | { readonly kind: 'progress'; readonly frame: number }
  | { readonly kind: 'done'; readonly zip: Blob }
  | { readonly kind: 'failed'; readonly message: string };

/** A card in sight, and the size of its picture in pixels. */
export interface GalleryCard {
  readonly system: string;
  readonly width: number;
  readonly height: number;
}

export type GalleryRequest =
  | { readonly kind: 'show'; readonly cards: readonly GalleryCard[] }
  /** One more picture of each card in sight. */
  | { readonly kind: 'next'; readonly moving: boolean };

export type GalleryReply =
  | { readonly kind: 'picture'; readonly system: string; readonly time: number; readonly bitmap: ImageBitmap }
  | { readonly kind: 'round' };
