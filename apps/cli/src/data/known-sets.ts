import type { data } from '@selforg/core';

/** A file of a set, and how to know that it is whole. */
export interface KnownFile {
  readonly name: string;
  readonly bytes: number;
  readonly hash: { readonly algorithm: 'md5' | 'sha256'; readonly hex: string };
}

/** A data set that is too large to come with Selforg: what it is, what its files are called, where they are from. */
export interface KnownSet extends data.DatasetInfo {
  readonly rows: number;
  readonly columns: number;
  readonly classes: readonly string[];
  /** Folders, below those that are searched, that its files may lie in. */
  readonly folders: readonly string[];
  readonly format:
    | { readonly kind: 'idx'; readonly images: KnownFile; readonly labels: KnownFile }
    | { readonly kind: 'cifar'; readonly files: readonly string[] };
  /** Address of the folder that its files can be had from; set where `selforg data get` can. */
  readonly mirror?: string;
  /** How else to come by it, as one line. */
  readonly hint?: string;
}

const file = (name: string, bytes: number, algorithm: 'md5' | 'sha256', hex: string): KnownFile => ({
  name,
  bytes,
  hash: { algorithm, hex },
});

const DIGITS = Array.from('0123456789');
const MNIST = {
  authors: 'Yann LeCun, Corinna Cortes, Christopher J. C. Burges',
  year: 1998,
  url: 'http://yann.lecun.com/exdb/mnist/',
  licence: 'CC BY-SA 3.0',
  columns: 784,
  classes: DIGITS,
  folders: ['mnist', 'MNIST/raw'],
  mirror: 'https://storage.googleapis.com/cvdf-datasets/mnist/',
};
const FASHION = {
  authors: 'Han Xiao, Kashif Rasul, Roland Vollgraf (Zalando)',
  year: 2017,
  url: 'https://github.com/zalandoresearch/fashion-mnist',
  licence: 'MIT',
  columns: 784,
  classes: ['T-shirt', 'Trouser', 'Pullover', 'Dress', 'Coat', 'Sandal', 'Shirt', 'Sneaker', 'Bag', 'Ankle boot'],
  folders: ['fashion-mnist', 'FashionMNIST/raw'],
  mirror: 'http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/',
  hint: 'on Debian and Ubuntu, apt-get install dataset-fashion-mnist',
};
const CIFAR = {
  authors: 'Alex Krizhevsky',
  year: 2009,
  url: 'https://www.cs.toronto.edu/~kriz/cifar.html',
  licence: 'none stated; its author asks to be cited',
  columns: 3072,
  classes: ['airplane', 'automobile', 'bird', 'cat', 'deer', 'dog', 'frog', 'horse', 'ship', 'truck'],
  folders: ['cifar10', 'cifar-10-batches-bin'],
  hint: 'unpack cifar-10-binary.tar.gz from its page into that folder',
};

/** Sizes and checksums are those that the sets' own pages, Keras and torchvision give. */
export const knownSets: readonly KnownSet[] = [
  {
    ...MNIST,
    name: 'mnist',
    title: 'MNIST, to learn from',
    about: '60 000 handwritten digits as grey pictures of 28×28, from 0 to 255.',
    rows: 60_000,
    format: {
      kind: 'idx',
      images: file(
        'train-images-idx3-ubyte.gz',
        9_912_422,
        'sha256',
        '440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609',
      ),
      labels: file(
        'train-labels-idx1-ubyte.gz',
        28_881,
        'sha256',
        '3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c',
      ),
    },
  },
  {
    ...MNIST,
    name: 'mnist-test',
    title: 'MNIST, to test on',
    about: '10 000 handwritten digits of other people.',
    rows: 10_000,
    format: {
      kind: 'idx',
      images: file(
        't10k-images-idx3-ubyte.gz',
        1_648_877,
        'sha256',
        '8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6',
      ),
      labels: file(
        't10k-labels-idx1-ubyte.gz',
        4542,
        'sha256',
        'f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6',
      ),
    },
  },
  {
    ...FASHION,
    name: 'fashion-mnist',
    title: 'Fashion-MNIST, to learn from',
    about: '60 000 articles of clothing as grey pictures of 28×28, from 0 to 255.',
    rows: 60_000,
    format: {
      kind: 'idx',
      images: file('train-images-idx3-ubyte.gz', 26_421_880, 'md5', '8d4fb7e6c68d591d4c3dfef9ec88bf0d'),
      labels: file('train-labels-idx1-ubyte.gz', 29_515, 'md5', '25c81989df183df01b3e8a0aad5dffbe'),
    },
  },
  {
    ...FASHION,
    name: 'fashion-mnist-test',
    title: 'Fashion-MNIST, to test on',
    about: '10 000 more articles of clothing.',
    rows: 10_000,
    format: {
      kind: 'idx',
      images: file('t10k-images-idx3-ubyte.gz', 4_422_102, 'md5', 'bef4ecab320f06d8554ea6380940ec79'),
      labels: file('t10k-labels-idx1-ubyte.gz', 5148, 'md5', 'bb300cfdad3c16e7a12a480ee83cd310'),
    },
  },
  {
    ...CIFAR,
    name: 'cifar10',
    title: 'CIFAR-10, to learn from',
    about: '50 000 photographs of ten kinds: a red, a green and a blue picture of 32×32, from 0 to 255.',
    rows: 50_000,
    format: { kind: 'cifar', files: [1, 2, 3, 4, 5].map((n) => `data_batch_${n}.bin`) },
  },
  {
    ...CIFAR,
    name: 'cifar10-test',
    title: 'CIFAR-10, to test on',
    about: '10 000 more photographs.',
    rows: 10_000,
    format: { kind: 'cifar', files: ['test_batch.bin'] },
  },
];
