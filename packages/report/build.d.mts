/**
 * Types of the page's build.
 *
 * @module
 */

/** The script and the style of the page. */
export type PageAssets = { readonly script: string; readonly style: string };

/** Builds the script and the style of the page. */
export function pageAssets(): Promise<PageAssets>;

/** Writes the module with the assets. */
export function assetsModule(assets: PageAssets): string;
